package dev.finwait.error;

/// What one text or one type name says by itself.
///
/// @param error the meaning
/// @param operation what the program was doing, if the words tell
record Recognition(SocketError error, Operation operation) {
    static final Recognition UNKNOWN = new Recognition(SocketError.UNKNOWN, Operation.UNKNOWN);

    static Recognition of(SocketError error) {
        return new Recognition(error, Operation.UNKNOWN);
    }
}
