package dev.finwait.diagnosis.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What packets tell of a connection with a reset.
///
/// @param handshake how it was set up
/// @param fromClient what the client sent before the first reset
/// @param fromServer what the server sent before the first reset
/// @param reset the first packet with RST
/// @param later the next few packets with RST, in their order; [Aftermath#resets()] counts all
/// @param aftermath what happened after the first reset
/// @param nanosToClient the shortest time from the point of capture to the client and back; -1 when
///     unknown
/// @param nanosToServer the shortest time from the point of capture to the server and back; -1 when
///     unknown
/// @param conversation what the payload tells
/// @param story the packets that decide, in the order of the capture: the handshake, the last ones
///     before the reset, the reset, and the first few after it
/// @param tunnel what the connection was carried in, for example `VXLAN 42, 192.0.2.1 to 192.0.2.2`;
///     null without
/// @param oneWay whether packets of one direction only were captured although the other direction must
///     have sent some
public record WireFacts(
        Handshake handshake,
        Direction fromClient,
        Direction fromServer,
        ResetSegment reset,
        List<ResetSegment> later,
        Aftermath aftermath,
        long nanosToClient,
        long nanosToServer,
        Conversation conversation,
        List<Segment> story,
        @Nullable String tunnel,
        boolean oneWay) {
    /// Takes copies of the lists.
    public WireFacts {
        later = List.copyOf(later);
        story = List.copyOf(story);
    }

    /// What one side sent.
    ///
    /// @param side the side
    /// @return its direction
    public Direction from(Side side) {
        return side == Side.CLIENT ? fromClient : fromServer;
    }

    /// The shortest round trip between the point of capture and one side.
    ///
    /// @param side the side
    /// @return nanoseconds, -1 when unknown
    public long nanosTo(Side side) {
        return side == Side.CLIENT ? nanosToClient : nanosToServer;
    }

    /// The look of the first reset.
    ///
    /// @return its shape
    public Shape shape() {
        return shape(reset);
    }

    /// The look of one of the resets.
    ///
    /// @param which the first reset or a later one
    /// @return its shape
    public Shape shape(ResetSegment which) {
        return Shapes.of(which, from(which.from()));
    }

    /// How long nothing was heard of either side before the segment that drew the reset, or before the
    /// reset itself where nothing drew it.
    ///
    /// @return nanoseconds; -1 when it is not known
    public long idleNanosBefore() {
        return Gaps.idleBefore(this);
    }
}
