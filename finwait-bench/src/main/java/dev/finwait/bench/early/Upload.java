package dev.finwait.bench.early;

/// One kind of request: how much is sent, how fast, what is asked for and when it is read.
///
/// @param megabytes the length of the request's body, in 10^6 bytes
/// @param answer the answer asked for
/// @param order when the answer is read
/// @param bytesPerSecond the pace of the upload; 0 is as fast as it goes
record Upload(int megabytes, Answer answer, Order order, int bytesPerSecond) {
    private static final long MEGABYTE = 1_000_000;

    long bytes() {
        return megabytes * MEGABYTE;
    }
}
