package dev.finwait.close;

/// What is known about the bytes that this side sent before its FIN: whether they reached the peer's TCP.
///
/// It says nothing about the peer's application, which may read them later or never (RFC 9293 3.9.1).
///
/// All implementations are immutable, and safe for use by several threads.
public sealed interface Delivery {
    /// Tells whether the peer's TCP acknowledged everything.
    ///
    /// @return true for [Acknowledged] only
    default boolean isProven() {
        return this instanceof Acknowledged;
    }

    /// The peer's TCP acknowledged every byte and the FIN behind them; after a reset, every byte.
    record Acknowledged() implements Delivery {
        @Override
        public String toString() {
            return "acknowledged";
        }
    }

    /// Nobody could tell. That is so without socket diagnostics, and where the acknowledgement was still under
    /// way when the call returned: the kernel goes on sending then.
    ///
    /// It is so too after a reset by the peer, unless everything had been acknowledged before: the kernel drops
    /// such a connection from the tables that can be asked, and its last count with it. A count from an earlier
    /// look would be an upper bound only, because acknowledgements may have come between that look and the
    /// reset, so no number is told.
    record Unknown() implements Delivery {
        @Override
        public String toString() {
            return "unknown";
        }
    }

    /// This side's close reset the connection with bytes that were not acknowledged: because input lay unread, or
    /// because the last bytes could not all be sent. Those never sent are lost for certain; what was on its way
    /// may have arrived, but nobody will ever tell.
    ///
    /// @param bytes how many were not acknowledged, at least 1
    record Lost(long bytes) implements Delivery {
        /// Checks the number.
        ///
        /// @throws IllegalArgumentException if it is not positive
        public Lost {
            if (bytes < 1) {
                throw new IllegalArgumentException(
                        "bytes is " + bytes + "; use a positive number, or Acknowledged when none is missing");
            }
        }

        @Override
        public String toString() {
            return "lost " + bytes + " bytes";
        }
    }
}
