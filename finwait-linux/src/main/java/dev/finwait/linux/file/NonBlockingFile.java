package dev.finwait.linux.file;

import dev.finwait.linux.CallResult;
import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.Linux;
import dev.finwait.linux.ffi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A file opened with O_NONBLOCK for reading, such as a pipe of the kernel's tracing: a read gives
/// what is there and
/// never waits.
///
/// For one thread.
public final class NonBlockingFile implements AutoCloseable {
    private static final int O_RDONLY_NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private final Path path;
    private final int descriptor;
    private final Arena arena = Arena.ofShared();
    private final LibC libc = new LibC(arena);
    private boolean closed;

    private NonBlockingFile(Path path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /// Opens a file.
    ///
    /// @param path the file
    /// @return the open file
    /// @throws ErrnoException ENOENT when there is none, EACCES or EPERM without the rights
    /// @throws UnsupportedOperationException where [Linux#isAvailable()] is false
    public static NonBlockingFile open(Path path) throws ErrnoException {
        Linux.requireAvailable();
        try (Arena arena = Arena.ofConfined()) {
            long fd = new LibC(arena).open(arena.allocateFrom(path.toString()), O_RDONLY_NONBLOCK_CLOEXEC);
            CallResult opened = CallResult.fromKernel("open(" + path + ")", fd).orThrow();
            return new NonBlockingFile(path, (int) opened.value());
        }
    }

    /// Reads what is there, up to the room left in the buffer.
    ///
    /// @param into a direct buffer; its position moves behind what was read
    /// @return the count of bytes; 0 when nothing is there now, -1 at the end of the file
    /// @throws ErrnoException if the file cannot be read, EBADF when this is closed
    /// @throws IllegalArgumentException if the buffer is not a direct one
    public int read(ByteBuffer into) throws ErrnoException {
        if (!into.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer has an address for the kernel");
        }
        if (closed) {
            throw new ErrnoException("read(" + path + ")", Errno.EBADF);
        }
        long count = libc.read(descriptor, MemorySegment.ofBuffer(into), into.remaining());
        if (count == -Errno.EAGAIN.number() || count == -Errno.EINTR.number()) {
            return 0;
        }
        if (count < 0) {
            throw new ErrnoException("read(" + path + ")", Errno.of((int) -count));
        }
        into.position(into.position() + (int) count);
        return count == 0 ? -1 : (int) count;
    }

    /// Closes the file; does nothing when it is closed.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            libc.close(descriptor);
            arena.close();
        }
    }
}
