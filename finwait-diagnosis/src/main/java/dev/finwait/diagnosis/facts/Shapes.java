package dev.finwait.diagnosis.facts;

/// Tells the shape of a reset from its header.
final class Shapes {
    private Shapes() {}

    static Shape of(ResetSegment reset, Direction sender) {
        if (!reset.segment().has(Segment.ACK)) {
            boolean bare = reset.segment().window() == 0 && !reset.options() && !reset.strayAcknowledgment();
            return bare ? Shape.REPLY : Shape.UNUSUAL;
        }
        if (answersSyn(reset, sender)) {
            return Shape.REPLY_TO_SYN;
        }
        boolean agreed = !sender.traits().timestamps() || reset.timestamps();
        boolean whole = reset.segment().window() > 0 && agreed;
        if (reset.sequenceGap() != null && reset.sequenceGap() != 0 && !isBehindLostData(reset, whole)) {
            return Shape.UNUSUAL;
        }
        return whole ? Shape.ACTIVE : Shape.ACTIVE_UNUSUAL;
    }

    /// Data right before the reset was lost on its way to the capture. A forger who guesses numbers does not know the
    /// timestamps.
    private static boolean isBehindLostData(ResetSegment reset, boolean whole) {
        Long gap = reset.sequenceGap();
        return whole && gap != null && gap > 0 && reset.timestamps();
    }

    private static boolean answersSyn(ResetSegment reset, Direction sender) {
        return reset.segment().window() == 0
                && !reset.options()
                && sender.isSilent()
                && (reset.trigger() == null
                        ? isAllThereIs(reset)
                        : !reset.trigger().has(Segment.ACK));
    }

    /// Where nothing else was captured, number 0 gives it away: an active reset has its socket's.
    private static boolean isAllThereIs(ResetSegment reset) {
        return reset.sequenceGap() == null && reset.segment().sequence() == 0;
    }
}
