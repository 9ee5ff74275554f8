package dev.finwait.linux.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.finwait.linux.CallResult;
import dev.finwait.linux.Linux;
import dev.finwait.linux.ffi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/// A classic BPF program that decides for each packet how much of it a socket gets; 0 drops it
/// (`linux/filter.h`).
///
/// On a TCP socket the packet starts at its TCP header, on a packet socket at its IP header; offsets from
/// [#NETWORK_HEADER] reach the IP header on both. Immutable.
///
/// Attaching to a TCP socket gives EPERM on some kernels (6.18.44 is one) without CAP_NET_ADMIN in the user
/// namespace that owns the network namespace; older ones ask for no privilege.
///
/// @param instructions the program, 1 to 4096 instructions; the kernel checks it
public record BpfFilter(List<Instruction> instructions) {
    /// Added to the offset of a load, counts it from the start of the IP header (SKF_NET_OFF).
    public static final int NETWORK_HEADER = -0x100000;

    private static final int SOL_SOCKET = 1;
    static final int SO_ATTACH_FILTER = 26;
    static final int SO_DETACH_FILTER = 27;

    private static final int MAX_INSTRUCTIONS = 4096;
    private static final int INSTRUCTION_SIZE = 8;
    private static final int PROGRAM_SIZE = 16;
    private static final int LOAD_BYTE = 0x30;
    private static final int JUMP_IF_BITS = 0x45;
    private static final int RETURN = 0x06;
    private static final int TCP_FLAGS_OFFSET = 13;
    private static final int TCP_SYN = 0x02;
    private static final int WHOLE = 0x40000;

    /// Keeps a copy of the program.
    public BpfFilter {
        instructions = List.copyOf(instructions);
        if (instructions.isEmpty() || instructions.size() > MAX_INSTRUCTIONS) {
            throw new IllegalArgumentException(
                    "a filter of " + instructions.size() + " instructions is not between 1 and " + MAX_INSTRUCTIONS);
        }
    }

    /// One instruction (`struct sock_filter`).
    ///
    /// @param code what it does, 16 bits
    /// @param ifTrue how many instructions a jump skips when its condition holds, 0 to 255
    /// @param ifFalse how many it skips when not, 0 to 255
    /// @param operand its constant
    public record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

    /// Makes a filter from its instructions.
    ///
    /// @param instructions the program
    /// @return the filter
    public static BpfFilter of(Instruction... instructions) {
        return new BpfFilter(List.of(instructions));
    }

    /// Makes the filter for a TCP socket that drops segments with SYN: a listening socket then takes no new
    /// connection, while handshakes under way end and the accept queue stays; clients see silence and send
    /// their SYN again.
    ///
    /// @return the filter
    public static BpfFilter dropSyn() {
        return of(
                new Instruction(LOAD_BYTE, 0, 0, TCP_FLAGS_OFFSET),
                new Instruction(JUMP_IF_BITS, 0, 1, TCP_SYN),
                new Instruction(RETURN, 0, 0, 0),
                new Instruction(RETURN, 0, 0, WHOLE));
    }

    /// Attaches the filter to any socket of this process, in place of the one it has.
    ///
    /// @param fd its descriptor, which the caller keeps open meanwhile
    /// @return 0, EPERM where a privilege is missing, or another errno
    /// @throws UnsupportedOperationException where [Linux#isAvailable()] is false
    public CallResult attachTo(int fd) {
        Linux.requireAvailable();
        try (Arena arena = Arena.ofConfined()) {
            long result = new LibC(arena).setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, program(arena));
            return CallResult.fromKernel("setsockopt(SO_ATTACH_FILTER, " + this + ")", result);
        }
    }

    /// Takes the filter off any socket of this process.
    ///
    /// @param fd its descriptor, which the caller keeps open meanwhile
    /// @return 0, ENOENT if it has none, or another errno
    /// @throws UnsupportedOperationException where [Linux#isAvailable()] is false
    public static CallResult detachFrom(int fd) {
        Linux.requireAvailable();
        try (Arena arena = Arena.ofConfined()) {
            long result = new LibC(arena).setsockopt(fd, SOL_SOCKET, SO_DETACH_FILTER, arena.allocate(JAVA_INT));
            return CallResult.fromKernel("setsockopt(SO_DETACH_FILTER)", result);
        }
    }

    /// Writes the program as the kernel reads it (`struct sock_fprog`).
    ///
    /// @param allocator gives the memory
    /// @return the struct, which points to the instructions
    public MemorySegment program(SegmentAllocator allocator) {
        MemorySegment code = allocator.allocate((long) instructions.size() * INSTRUCTION_SIZE, INSTRUCTION_SIZE);
        for (int i = 0; i < instructions.size(); i++) {
            write(instructions.get(i), code.asSlice((long) i * INSTRUCTION_SIZE, INSTRUCTION_SIZE));
        }
        MemorySegment program = allocator.allocate(PROGRAM_SIZE, ADDRESS.byteAlignment());
        program.set(JAVA_SHORT, 0, (short) instructions.size());
        program.set(ADDRESS, ADDRESS.byteSize(), code);
        return program;
    }

    private static void write(Instruction instruction, MemorySegment to) {
        to.set(JAVA_SHORT, 0, (short) instruction.code());
        to.set(JAVA_BYTE, 2, (byte) instruction.ifTrue());
        to.set(JAVA_BYTE, 3, (byte) instruction.ifFalse());
        to.set(JAVA_INT, 4, instruction.operand());
    }

    /// Tells how long the program is.
    ///
    /// @return such as `4 instructions`
    @Override
    public String toString() {
        return instructions.size() + " instructions";
    }
}
