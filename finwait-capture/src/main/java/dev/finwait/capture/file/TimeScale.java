package dev.finwait.capture.file;

/// What the ticks of a pcapng interface mean: its options if_tsresol and if_tsoffset,
/// draft-ietf-opsawg-pcapng 4.2.
///
/// @param multiplier nanoseconds for a tick, 0 when a tick is shorter than one
/// @param divisor ticks for a nanosecond, 0 when a tick is no shorter or the base is two
/// @param shift the logarithm of the ticks of a second where the base is two, otherwise -1
/// @param offset nanoseconds to add
record TimeScale(long multiplier, long divisor, int shift, long offset) {
    /// What holds when an interface says nothing: microseconds.
    static final TimeScale MICROSECONDS = decimal(6);

    private static final long SECOND = 1_000_000_000;
    private static final int NANO_EXPONENT = 9;
    /// The greatest power of ten in a long.
    private static final int GREATEST = 18;

    /// The scale of a byte of if_tsresol.
    ///
    /// @param resolution its low seven bits are an exponent: of two where the eighth is set, otherwise of ten
    static TimeScale of(int resolution) {
        int exponent = resolution & 0x7f;
        return (resolution & 0x80) != 0 ? new TimeScale(0, 0, exponent, 0) : decimal(exponent);
    }

    private static TimeScale decimal(int exponent) {
        if (exponent <= NANO_EXPONENT) {
            return new TimeScale(power(NANO_EXPONENT - exponent), 0, -1, 0);
        }
        return new TimeScale(0, power(Math.min(exponent - NANO_EXPONENT, GREATEST)), -1, 0);
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /// The same scale with an offset.
    ///
    /// @param seconds what if_tsoffset says
    TimeScale withOffset(long seconds) {
        return new TimeScale(multiplier, divisor, shift, seconds * SECOND);
    }

    /// Nanoseconds since 1970.
    ///
    /// @param ticks 64 bits without sign
    long nanos(long ticks) {
        if (multiplier != 0) {
            return ticks * multiplier + offset;
        }
        return (divisor != 0 ? Long.divideUnsigned(ticks, divisor) : binary(ticks)) + offset;
    }

    private long binary(long ticks) {
        if (shift >= Long.SIZE) {
            return 0;
        }
        long fraction = ticks & ((1L << shift) - 1);
        // Bits of the fraction far below a nanosecond are dropped first, or the product would not fit.
        int dropped = Math.max(0, shift - 32);
        return (ticks >>> shift) * SECOND + (((fraction >>> dropped) * SECOND) >>> (shift - dropped));
    }
}
