package dev.finwait.lab.script;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import dev.finwait.lab.endpoint.ChannelEndpoint;
import dev.finwait.lab.endpoint.Dialing;
import dev.finwait.lab.endpoint.Endpoint;
import dev.finwait.lab.endpoint.RawEndpoint;
import dev.finwait.lab.endpoint.SocketEndpoint;
import dev.finwait.lab.endpoint.SocketView;
import dev.finwait.lab.story.Answer;
import dev.finwait.lab.story.Call;
import dev.finwait.lab.story.Side;
import dev.finwait.lab.story.Story;
import dev.finwait.linux.tcp.TcpState;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One side of a scenario: makes its calls, notes each in the story and counts what moved.
///
/// A side's calls come from one thread at a time, or from one that reads and one that writes.
public final class Actor {
    private static final int READ_SIZE = 64 * 1024;
    private static final long PATIENCE_NANOS = 8_000_000_000L;

    private final Side side;
    private final Endpoint endpoint;
    private final SocketView view;
    private final Story story;
    private final Tally tally = new Tally();
    private @Nullable Thread upload;
    private volatile @Nullable Long firstEnding;
    private volatile long lastEndingTook;

    /// Puts an endpoint on the stage.
    ///
    /// @param side which side it plays
    /// @param endpoint its socket
    /// @param view how the kernel is asked about it
    /// @param story where its calls are noted
    public Actor(Side side, Endpoint endpoint, SocketView view, Story story) {
        this.side = side;
        this.endpoint = endpoint;
        this.view = view;
        this.story = story;
    }

    /// What this side wrote and read so far.
    ///
    /// @return the live count
    public Tally tally() {
        return tally;
    }

    /// The socket of this side.
    ///
    /// @return the endpoint
    public Endpoint endpoint() {
        return endpoint;
    }

    RawEndpoint raw() {
        return (RawEndpoint) endpoint;
    }

    private Answer call(Call.Kind kind, Supplier<Answer> call) {
        long start = System.nanoTime();
        Answer answer = call.get();
        story.add(new Call(side, kind, answer, start, System.nanoTime()));
        return answer;
    }

    /// Makes a call that does not move bytes and does not close.
    void perform(Supplier<Answer> call) {
        tally.failed(call(Call.Kind.OTHER, call));
    }

    /// Makes a call by which this side ends the connection, or decides how it will end.
    Answer end(Supplier<Answer> call) {
        if (firstEnding == null) {
            firstEnding = System.nanoTime();
        }
        long start = System.nanoTime();
        Answer answer = call(Call.Kind.END, call);
        tally.failed(answer);
        lastEndingTook = System.nanoTime() - start;
        return answer;
    }

    /// When this side began to end the connection.
    ///
    /// @return nanoseconds, null if it never did
    public @Nullable Long firstEnding() {
        return firstEnding;
    }

    /// How long its last ending call took.
    ///
    /// @return nanoseconds
    public long lastEndingTook() {
        return lastEndingTook;
    }

    Answer write(int bytes) {
        Answer answer = call(Call.Kind.WRITE, () -> endpoint.send(bytes));
        tally.wrote(answer);
        return answer;
    }

    /// Writes until a write fails; the writes that went well are noted as one call.
    Answer writeUntilItFails(int bytes) {
        long start = System.nanoTime();
        long end = start;
        long sent = 0;
        int writes = 0;
        Answer answer = endpoint.send(bytes);
        while (!answer.failed()) {
            tally.wrote(answer);
            sent += answer.count();
            writes++;
            end = System.nanoTime();
            answer = endpoint.send(bytes);
        }
        tally.wrote(answer);
        if (writes > 0) {
            story.add(new Call(
                    side, Call.Kind.WRITE, Answer.returned("send(" + bytes + ") x " + writes, sent), start, end));
        }
        story.add(new Call(side, Call.Kind.WRITE, answer, end, System.nanoTime()));
        return answer;
    }

    Answer read(int max) {
        Answer answer = call(Call.Kind.READ, () -> endpoint.receive(max));
        tally.read(answer);
        return answer;
    }

    /// Reads until a read fails or says end-of-stream; the reads that gave data are noted as one call.
    void readToEnd() {
        readUpTo(Long.MAX_VALUE);
    }

    /// Reads until that many bytes have come; the reads are noted as one call. A failure or end-of-stream ends it too.
    void readUpTo(long limit) {
        long start = System.nanoTime();
        long end = start;
        long bytes = 0;
        int reads = 0;
        String text = "";
        while (bytes < limit) {
            Answer answer = endpoint.receive((int) Math.min(READ_SIZE, limit - bytes));
            tally.read(answer);
            if (answer.count() == 0) {
                noteReads(text, reads, bytes, start, end);
                story.add(new Call(side, Call.Kind.READ, answer, end, System.nanoTime()));
                return;
            }
            text = answer.call();
            bytes += answer.count();
            reads++;
            end = System.nanoTime();
        }
        noteReads(text, reads, bytes, start, end);
    }

    private void noteReads(String text, int reads, long bytes, long start, long end) {
        if (reads > 0) {
            Answer sum = Answer.returned(reads == 1 ? text : text + " x " + reads, bytes);
            story.add(new Call(side, Call.Kind.READ, sum, start, end));
        }
    }

    /// Writes in a thread of its own, while this side goes on.
    void startUpload(int bytes) {
        upload = Thread.ofPlatform().name("lab-upload").daemon().start(() -> write(bytes));
    }

    /// Waits until the upload has been taken or has failed.
    void awaitUpload() throws StagingException {
        try {
            if (upload == null || !upload.join(Duration.ofNanos(PATIENCE_NANOS))) {
                throw new StagingException("the upload did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StagingException("the lab was stopped", e);
        }
    }

    /// Connects; a failure counts as this side's last read, which is where a peer would have met it.
    void dial() {
        Answer answer = call(Call.Kind.OTHER, ((Dialing) endpoint)::connect);
        if (answer.failed()) {
            tally.read(answer);
        }
    }

    void closeGracefully(CloseBudget budget) {
        end(() -> {
            CloseReport report = switch (endpoint) {
                case SocketEndpoint socket -> GracefulClose.close(socket.socket(), budget);
                case ChannelEndpoint channel -> GracefulClose.close(channel.channel(), budget);
                default -> throw new IllegalStateException("no graceful close for " + endpoint.getClass());
            };
            tally.drained(report.bytesDrained());
            return Answer.said(
                    "GracefulClose.close()", report.outcome() + ", " + report.bytesDrained() + " bytes drained");
        });
    }

    void awaitUnread(int bytes) throws StagingException {
        await(() -> endpoint.unread() >= bytes, bytes + " bytes to arrive");
    }

    void awaitDelivered() throws StagingException {
        await(() -> view.unacknowledged() == 0, "its data to be acknowledged");
    }

    void awaitFin() throws StagingException {
        await(() -> finHasCome(view.state()), "the FIN");
    }

    /// A connection that is over has seen its FIN, or never will.
    private static boolean finHasCome(TcpState state) {
        return state.finReceived() || state == TcpState.CLOSE;
    }

    void awaitReset() throws StagingException {
        await(() -> view.state() == TcpState.CLOSE, "the reset");
    }

    private void await(BooleanSupplier condition, String what) throws StagingException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new StagingException(
                        "the " + side.name().toLowerCase(java.util.Locale.ROOT) + " waited in vain for " + what);
            }
            pauseMillis(1);
        }
    }

    static void pauseMillis(long millis) throws StagingException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StagingException("the lab was stopped", e);
        }
    }
}
