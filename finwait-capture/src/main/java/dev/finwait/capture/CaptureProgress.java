package dev.finwait.capture;

/// How far the reading of captures is.
///
/// @param bytes bytes read so far, as they lie in the files
/// @param totalBytes bytes of all files; -1 when it is not known, as for a stream
/// @param packets packets read so far
/// @param connections connections seen so far
public record CaptureProgress(long bytes, long totalBytes, long packets, long connections) {}
