package dev.finwait.close;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// A process that hands channels to a pool when it has no descriptor left, and prints the reports' outcomes. It
/// should be started with few descriptors.
final class ExhaustedDescriptors {
    private ExhaustedDescriptors() {}

    public static void main(String[] args) throws Exception {
        try (Connections connections = new Connections()) {
            List<Connections.Connection> three = connections.open(3);
            // Loads the classes, for which there would be no descriptor later.
            System.out.println(closeOne(LingerPool.create(), three.get(0)));
            LingerPool pool = LingerPool.builder().budget(Budgets.patient()).build();
            Descriptors descriptors = new Descriptors();
            descriptors.exhaust();
            CompletionStage<CloseReport> silent = pool.close(three.get(2).ours(), Budgets.idleMillis(200));
            System.out.println(closeOne(pool, three.get(1)));
            System.out.println(outcome(silent));
            descriptors.free();
            pool.close(Duration.ZERO);
        }
    }

    private static CloseOutcome closeOne(LingerPool pool, Connections.Connection connection) throws Exception {
        CompletionStage<CloseReport> stage = pool.close(connection.ours());
        connection.send(new byte[100_000]);
        connection.peer().shutdownOutput();
        return outcome(stage);
    }

    private static CloseOutcome outcome(CompletionStage<CloseReport> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS).outcome();
    }
}
