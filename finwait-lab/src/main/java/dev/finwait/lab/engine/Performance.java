package dev.finwait.lab.engine;

import dev.finwait.lab.endpoint.Endpoint;
import dev.finwait.lab.endpoint.NetlinkView;
import dev.finwait.lab.endpoint.SocketView;
import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.scenario.Turn;
import dev.finwait.lab.script.Actor;
import dev.finwait.lab.script.StagingException;
import dev.finwait.lab.script.Step;
import dev.finwait.lab.stage.Pair;
import dev.finwait.lab.stage.PeerKind;
import dev.finwait.lab.story.Side;
import dev.finwait.lab.story.Story;
import dev.finwait.linux.diag.SocketDiagnostics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run of one scenario, from the first call to the last.
final class Performance {
    /// The longest scenario lingers for a second or two; what takes so long hangs.
    private static final long TURN_SECONDS = 25;

    /// What the script caused on the wire was caused synchronously; this much later the ends are
    /// released, which sends packets of its own.
    private static final long SETTLE_MILLIS = 3;

    private final Story story = new Story();
    private final Actor closer;
    private final Actor peer;
    private final Map<Side, FutureTask<Void>> running = new EnumMap<>(Side.class);
    private long endNanos;

    private Performance(Pair pair, Optional<SocketDiagnostics> diagnostics) {
        this.closer = actor(Side.CLOSER, pair.closer(), diagnostics);
        this.peer = actor(Side.PEER, pair.peer(), diagnostics);
    }

    /// Runs a scenario.
    ///
    /// @param scenario what to run
    /// @param kind what plays the peer
    /// @param diagnostics the way to the kernel
    /// @return the run, ended and released
    /// @throws StagingException if the situation did not come about
    static Performance of(Scenario scenario, PeerKind kind, Optional<SocketDiagnostics> diagnostics)
            throws StagingException {
        Pair pair = open(scenario, kind);
        try {
            Performance performance = new Performance(pair, diagnostics);
            performance.play(scenario);
            return performance;
        } finally {
            pair.closer().abandon();
            pair.peer().abandon();
        }
    }

    Story story() {
        return story;
    }

    Actor actor(Side side) {
        return side == Side.CLOSER ? closer : peer;
    }

    InetSocketAddress address(Side side) {
        return actor(side).endpoint().local();
    }

    /// When the script was over: what comes later is the release of the sockets.
    long endNanos() {
        return endNanos;
    }

    private static Pair open(Scenario scenario, PeerKind kind) throws StagingException {
        try {
            return scenario.stage().open(kind);
        } catch (IOException e) {
            throw new StagingException("no connection: " + e.getMessage(), e);
        }
    }

    private Actor actor(Side side, Endpoint endpoint, Optional<SocketDiagnostics> diagnostics) {
        if (endpoint instanceof SocketView own) {
            return new Actor(side, endpoint, own, story);
        }
        SocketView view = diagnostics
                .<SocketView>map(netlink -> new NetlinkView(netlink, endpoint.local(), endpoint.remote()))
                .orElse(SocketView.NONE);
        return new Actor(side, endpoint, view, story);
    }

    private void play(Scenario scenario) throws StagingException {
        for (Turn turn : scenario.turns()) {
            join(turn.side());
            if (turn.meanwhile()) {
                FutureTask<Void> task = new FutureTask<>(() -> {
                    take(turn);
                    return null;
                });
                running.put(turn.side(), task);
                Thread.ofPlatform().name("lab-" + scenario.id()).daemon().start(task);
            } else {
                take(turn);
            }
        }
        join(Side.CLOSER);
        join(Side.PEER);
        pause(SETTLE_MILLIS);
        endNanos = System.nanoTime();
        pause(SETTLE_MILLIS);
    }

    private void take(Turn turn) throws StagingException {
        for (Step step : turn.steps()) {
            step.perform(actor(turn.side()));
        }
    }

    private void join(Side side) throws StagingException {
        FutureTask<Void> task = running.remove(side);
        if (task == null) {
            return;
        }
        try {
            task.get(TURN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StagingException staging) {
                throw staging;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new StagingException("the " + side + " did not come back within " + TURN_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StagingException("the lab was stopped", e);
        }
    }

    private static void pause(long millis) throws StagingException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StagingException("the lab was stopped", e);
        }
    }
}
