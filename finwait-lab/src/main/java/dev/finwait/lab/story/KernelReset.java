package dev.finwait.lab.story;

/// The kernel's own word on a reset that it sent: one `tcp:tcp_send_reset` event.
///
/// @param side whose kernel half sent it
/// @param reason the reason by its name in the event's format, `TCP_ABORT_ON_CLOSE`
/// @param atNanos when it was sent
public record KernelReset(Side side, String reason, long atNanos) implements Moment {}
