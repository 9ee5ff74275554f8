package dev.finwait.close;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.channels.ReadPendingException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One graceful close of an [AsynchronousSocketChannel]: half-close, a chain of reads, close. No thread waits.
///
/// A read that timed out spoils the channel for further reads, so a read times out at the idle limit only. The
/// total is watched by an alarm, which does not depend on the threads of the channel's group either.
final class AsyncRelease implements CompletionHandler<Integer, AsyncRelease.Pass>, Roster.Member {
    /// How soon a read is tried again while another one is pending.
    private static final long RETRY_NANOS = 20_000_000;

    private static final long SHORTEST_WAIT_NANOS = 1_000_000;

    /// Beyond this a time limit is none; it also keeps the scheduler's arithmetic from overflowing.
    private static final long LONGEST_NANOS = Long.MAX_VALUE >> 2;

    private final AsynchronousSocketChannel channel;
    private final Limits limits;
    private final Scratch scratch = new Scratch();
    private final CompletableFuture<CloseOutcome> ended = new CompletableFuture<>();
    private final CompletableFuture<CloseReport> report = ended.thenApply(this::closeAndReport);
    private Evidence evidence = Evidence.none();
    private @Nullable SocketAddress peer;
    private volatile @Nullable IOException error;
    private volatile @Nullable CompletableFuture<Void> alarm;

    AsyncRelease(AsynchronousSocketChannel channel, CloseBudget budget, LongSupplier nanoClock) {
        this.channel = channel;
        limits = new Limits(budget, nanoClock);
    }

    void start() {
        if (!channel.isOpen()) {
            ended.complete(CloseOutcome.ALREADY_CLOSED);
            return;
        }
        try {
            halfClose();
        } catch (IOException e) {
            fail(e);
        }
    }

    CompletionStage<CloseReport> report() {
        return report.minimalCompletionStage();
    }

    /// Waits in the calling thread. An interrupt leaves the drain a slice of time to take what has arrived.
    CloseReport await() {
        boolean interrupted = false;
        try {
            return report.get();
        } catch (InterruptedException e) {
            interrupted = true;
            return hurry();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the close ended without a report", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private CloseReport hurry() {
        try {
            return report.get(Transport.SLICE_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException stillDraining) {
            ended.complete(CloseOutcome.INTERRUPTED);
            return report.join();
        }
    }

    @Override
    public void evict() {
        ended.complete(CloseOutcome.EVICTED);
    }

    private void halfClose() throws IOException {
        peer = channel.getRemoteAddress();
        if (peer == null) {
            ended.complete(CloseOutcome.NOT_CONNECTED);
            return;
        }
        evidence = Evidence.atCall(channel.getLocalAddress(), peer, true);
        if (evidence.nothingAtRisk()) {
            ended.complete(CloseOutcome.NOTHING_AT_RISK);
            return;
        }
        evidence.rtt().ifPresent(limits::adaptTo);
        channel.shutdownOutput();
        limits.startIdle();
        watch();
        readMore();
    }

    private void readMore() {
        if (ended.isDone()) {
            return;
        }
        if (limits.timeLeft() <= 0) {
            ended.complete(limits.timeOutcome());
            return;
        }
        byte[] bytes = scratch.bytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, Math.min(limits.bytesWanted(), bytes.length));
        long wait = Math.min(LONGEST_NANOS, Math.max(SHORTEST_WAIT_NANOS, limits.idleLeft()));
        try {
            channel.read(buffer, wait, TimeUnit.NANOSECONDS, Pass.DRAIN, this);
        } catch (ReadPendingException somebodyElseReads) {
            retry(somebodyElseReads);
        } catch (IllegalStateException unusable) {
            fail(new IOException("the channel cannot be read, so it was closed without draining", unusable));
        }
    }

    private void retry(ReadPendingException cause) {
        if (limits.idleLeft() > 0) {
            CompletableFuture<Void> unused = after(RETRY_NANOS, this::readMore);
            return;
        }
        error = new IOException(
                "a read of the application was pending all the time, so nothing could be drained", cause);
        ended.complete(CloseOutcome.IDLE_LIMIT);
    }

    @Override
    public void completed(Integer count, Pass pass) {
        if (count < 0) {
            ended.complete(CloseOutcome.PEER_CLOSED);
            return;
        }
        scratch.used(count);
        limits.drained(count);
        if (limits.bytesExceeded()) {
            ended.complete(CloseOutcome.BYTES_LIMIT);
            return;
        }
        readMore();
    }

    @Override
    public void failed(Throwable thrown, Pass pass) {
        fail(thrown instanceof IOException e ? e : new IOException(thrown));
    }

    private void fail(IOException e) {
        if (e instanceof InterruptedByTimeoutException) {
            ended.complete(CloseOutcome.IDLE_LIMIT);
        } else if (e instanceof ClosedChannelException) {
            ended.complete(CloseOutcome.CLOSED_CONCURRENTLY);
        } else if (!ended.isDone()) {
            error = e;
            ended.complete(Resets.isReset(e) ? CloseOutcome.PEER_RESET : CloseOutcome.FAILED);
        }
    }

    /// Ends the close when its time is over, whatever its reads do.
    private void watch() {
        long left = limits.overdueIn();
        if (left <= 0) {
            ended.complete(limits.timeOutcome());
            return;
        }
        CompletableFuture<Void> next = after(left, this::watch);
        alarm = next;
        if (ended.isDone()) {
            next.cancel(false);
        }
    }

    private static CompletableFuture<Void> after(long nanos, Runnable work) {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        CompletableFuture<Void> unused = timer.thenRunAsync(work);
        return timer.completeOnTimeout(null, Math.min(nanos, LONGEST_NANOS), TimeUnit.NANOSECONDS);
    }

    private CloseReport closeAndReport(CloseOutcome outcome) {
        CompletableFuture<Void> pending = alarm;
        if (pending != null) {
            pending.cancel(false);
        }
        if (channel.isOpen()) {
            evidence.beforeClose(outcome, OptionalLong::empty);
            close();
        }
        CloseReport made = evidence.report(outcome, limits.drained(), limits.elapsed(), error);
        Announcement.make(made, peer);
        return made;
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            if (error == null) {
                error = e;
            }
        }
    }

    /// Handlers get an attachment, of which there is no need here.
    enum Pass {
        DRAIN
    }
}
