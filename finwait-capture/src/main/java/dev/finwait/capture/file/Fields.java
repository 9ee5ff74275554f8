package dev.finwait.capture.file;

/// The numbers in the headers of a capture, in the byte order of whoever wrote it.
final class Fields {
    private final byte[] bytes;
    private final boolean little;

    /// Looks at an array, which may change.
    ///
    /// @param bytes where they are
    /// @param little whether the low byte comes first
    Fields(byte[] bytes, boolean little) {
        this.bytes = bytes;
        this.little = little;
    }

    int u8(int at) {
        return bytes[at] & 0xff;
    }

    int u16(int at) {
        return little ? Octets.u16Little(bytes, at) : Octets.u16(bytes, at);
    }

    int int32(int at) {
        return little ? Octets.int32Little(bytes, at) : Octets.int32(bytes, at);
    }

    long u32(int at) {
        return int32(at) & 0xffff_ffffL;
    }

    long int64(int at) {
        return little ? u32(at + 4) << 32 | u32(at) : u32(at) << 32 | u32(at + 4);
    }
}
