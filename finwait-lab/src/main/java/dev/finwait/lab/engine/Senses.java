package dev.finwait.lab.engine;

import dev.finwait.lab.observe.KernelReasons;
import dev.finwait.lab.observe.KernelReasons.ResetEvent;
import dev.finwait.lab.observe.WireTap;
import dev.finwait.lab.observe.WireTap.TappedSegment;
import dev.finwait.lab.stage.LabAddress;
import dev.finwait.linux.Linux;
import dev.finwait.linux.diag.SocketDiagnostics;
import dev.finwait.linux.socket.RawSocket;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the lab can see on this machine, and what it cannot and why.
public final class Senses implements AutoCloseable {
    private final Optional<SocketDiagnostics> diagnostics;
    private final Optional<WireTap> wire;
    private final Optional<KernelReasons> kernel;
    private final boolean mayRepair;
    private final List<String> notes;

    private Senses(
            Optional<SocketDiagnostics> diagnostics,
            Optional<WireTap> wire,
            Optional<KernelReasons> kernel,
            boolean mayRepair,
            List<String> notes) {
        this.diagnostics = diagnostics;
        this.wire = wire;
        this.kernel = kernel;
        this.mayRepair = mayRepair;
        this.notes = List.copyOf(notes);
    }

    /// Opens whatever can be opened.
    ///
    /// @return the senses
    /// @throws UnsupportedOperationException where this is not Linux, or its loopback interface is down
    public static Senses open() {
        Linux.requireAvailable();
        requireLoopback();
        List<String> notes = new ArrayList<>();
        Optional<SocketDiagnostics> diagnostics = SocketDiagnostics.open();
        if (diagnostics.isEmpty()) {
            notes.add("no netlink socket diagnostics here: what Java's exceptions would be is left out");
        }
        List<String> unseen = new ArrayList<>();
        Optional<WireTap> wire = Optional.empty();
        try {
            wire = Optional.of(WireTap.open(LabAddress.host()));
        } catch (IOException e) {
            unseen.add("packets (" + e.getMessage() + ")");
        }
        Optional<KernelReasons> kernel = Optional.empty();
        try {
            kernel = Optional.of(KernelReasons.open());
        } catch (IOException e) {
            unseen.add("the kernel's reasons (" + e.getMessage() + ")");
        }
        if (!unseen.isEmpty()) {
            notes.add("not seen: " + String.join("; ", unseen));
        }
        return new Senses(diagnostics, wire, kernel, repairIsPermitted(), notes);
    }

    private static void requireLoopback() {
        try {
            NetworkInterface loopback = NetworkInterface.getByName("lo");
            if (loopback == null || !loopback.isUp()) {
                throw new UnsupportedOperationException("the loopback interface is down: ip link set lo up");
            }
        } catch (SocketException e) {
            throw new UnsupportedOperationException("the loopback interface cannot be looked at", e);
        }
    }

    private static boolean repairIsPermitted() {
        try (RawSocket socket = RawSocket.tcp4()) {
            return socket.setRepair(true).ok();
        } catch (IOException e) {
            return false;
        }
    }

    /// What is missing, and why.
    ///
    /// @return one line each
    public List<String> notes() {
        return notes;
    }

    Optional<SocketDiagnostics> diagnostics() {
        return diagnostics;
    }

    /// Every segment seen so far.
    Optional<List<TappedSegment>> segments() {
        return wire.map(WireTap::segments);
    }

    /// Every reset that the kernel spoke of so far.
    Optional<List<ResetEvent>> resets() {
        return kernel.map(KernelReasons::events);
    }

    boolean mayRepair() {
        return mayRepair;
    }

    @Override
    public void close() {
        kernel.ifPresent(KernelReasons::close);
        wire.ifPresent(WireTap::close);
        diagnostics.ifPresent(SocketDiagnostics::close);
    }
}
