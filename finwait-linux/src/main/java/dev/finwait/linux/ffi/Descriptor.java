package dev.finwait.linux.ffi;

import dev.finwait.linux.CallResult;
import dev.finwait.linux.Errno;
import java.lang.foreign.Arena;

/// An open descriptor whose number no call can use once it is closed, although calls may be under way
/// while it closes.
///
/// With a call under way, closing lays an O_PATH descriptor over the number: the kernel then drops this
/// descriptor's reference to the socket just as close(2) does, and a call that has not reached the
/// kernel yet meets EBADF (POLLNVAL in poll), just as on a closed number; but no other thread can be
/// given the number before the last call has left.
///
/// Thread-safe.
public final class Descriptor {
    private static final int O_CLOEXEC = 0x80000;
    private static final int EBUSY = 16;

    private final int number;
    /// Calls under way; guarded by this.
    private int calls;
    /// Guarded by this.
    private boolean closed;

    /// Takes charge of an open descriptor.
    ///
    /// @param number the descriptor
    public Descriptor(int number) {
        this.number = number;
        // Opened now, since closing must not fail for want of a descriptor.
        Tombstone.descriptor();
    }

    /// Makes one call on the descriptor, or answers EBADF when it is closed.
    ///
    /// @param text the call in the style of strace
    /// @param call the call
    /// @return its result
    public CallResult call(String text, DescriptorCall call) {
        if (!enter()) {
            return CallResult.failure(text, Errno.EBADF);
        }
        try (Arena arena = Arena.ofConfined()) {
            return CallResult.fromKernel(text, call.invoke(new LibC(arena), number, arena));
        } finally {
            leave();
        }
    }

    /// Closes the descriptor: whoever comes later meets EBADF, calls under way go on.
    ///
    /// @return the result of close(2), EBADF when it is closed already
    public CallResult close() {
        String text = "close(" + number + ")";
        boolean busy;
        synchronized (this) {
            if (closed) {
                return CallResult.failure(text, Errno.EBADF);
            }
            closed = true;
            busy = calls > 0;
            if (busy) {
                calls++;
            }
        }
        return CallResult.fromKernel(text, busy ? closeUnderCalls() : closeNumber());
    }

    /// Tells whether [#close()] was called.
    ///
    /// @return true from its start on
    public synchronized boolean isClosed() {
        return closed;
    }

    /// Gives the number.
    ///
    /// @return the number, which may belong to something else once this is closed
    public int number() {
        return number;
    }

    private synchronized boolean enter() {
        if (closed) {
            return false;
        }
        calls++;
        return true;
    }

    private void leave() {
        boolean last;
        synchronized (this) {
            calls--;
            last = closed && calls == 0;
        }
        if (last) {
            closeNumber();
        }
    }

    private long closeUnderCalls() {
        long tombstone = Tombstone.descriptor();
        try (Arena arena = Arena.ofConfined()) {
            return tombstone < 0 ? tombstone : layOver(new LibC(arena), (int) tombstone);
        } finally {
            leave();
        }
    }

    private long layOver(LibC libc, int tombstone) {
        long result;
        do {
            result = libc.dup3(tombstone, number, O_CLOEXEC);
        } while (result == -EBUSY || result == -Errno.EINTR.number());
        return Math.min(result, 0);
    }

    private long closeNumber() {
        try (Arena arena = Arena.ofConfined()) {
            return new LibC(arena).close(number);
        }
    }
}
