package dev.finwait.kernel;

/// What a watch has done so far.
///
/// @param events events of the kernel that were read
/// @param connections reset connections that were told
/// @param echoes resets on connections that had been told before
/// @param lost events that the kernel threw away before they were read
/// @param forgotten open connections that were forgotten for want of room
/// @param known connections that are remembered now
public record WatchStatistics(long events, long connections, long echoes, long lost, long forgotten, int known) {
    /// Nothing has happened.
    public static final WatchStatistics NONE = new WatchStatistics(0, 0, 0, 0, 0, 0);
}
