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
        if (reset.sequenceGap() != null && reset.sequenceGap() != 0) {
            return Shape.UNUSUAL;
        }
        boolean agreed = !sender.traits().timestamps() || reset.timestamps();
        return reset.segment().window() > 0 && agreed ? Shape.ACTIVE : Shape.ACTIVE_UNUSUAL;
    }

    private static boolean answersSyn(ResetSegment reset, Direction sender) {
        return reset.segment().window() == 0
                && !reset.options()
                && sender.isSilent()
                && reset.trigger() != null
                && reset.trigger().has(Segment.SYN)
                && !reset.trigger().has(Segment.ACK);
    }
}
