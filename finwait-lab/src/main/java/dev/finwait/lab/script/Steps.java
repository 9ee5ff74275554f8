package dev.finwait.lab.script;

import dev.finwait.close.CloseBudget;
import dev.finwait.lab.endpoint.ChannelEndpoint;
import dev.finwait.lab.endpoint.Half;
import dev.finwait.lab.endpoint.ProcessEndpoint;
import java.time.Duration;

/// The words that scenarios are written in. Static imports of these make a scenario read like its story.
public final class Steps {
    private Steps() {}

    /// Writes.
    ///
    /// @param bytes how many
    /// @return the step
    public static Step send(int bytes) {
        return actor -> actor.write(bytes);
    }

    /// Reads once.
    ///
    /// @param max the most bytes to take
    /// @return the step
    public static Step read(int max) {
        return actor -> actor.read(max);
    }

    /// Reads until end-of-stream or an error.
    ///
    /// @return the step
    public static Step readToEnd() {
        return Actor::readToEnd;
    }

    /// Writes again and again until a write fails.
    ///
    /// @param bytes how many at a time
    /// @return the step
    public static Step sendUntilItFails(int bytes) {
        return actor -> actor.writeUntilItFails(bytes);
    }

    /// Closes the socket.
    ///
    /// @return the step
    public static Step close() {
        return actor -> actor.end(actor.endpoint()::close);
    }

    /// Shuts the sending half down: SHUT_WR.
    ///
    /// @return the step
    public static Step shutdownWrite() {
        return shutdown(Half.WRITE);
    }

    /// Shuts the receiving half down: SHUT_RD.
    ///
    /// @return the step
    public static Step shutdownRead() {
        return shutdown(Half.READ);
    }

    /// Shuts both halves down: SHUT_RDWR.
    ///
    /// @return the step
    public static Step shutdownBoth() {
        return shutdown(Half.BOTH);
    }

    private static Step shutdown(Half half) {
        return actor -> actor.end(() -> actor.endpoint().shutdown(half));
    }

    /// Sets SO_LINGER.
    ///
    /// @param seconds the time to linger
    /// @return the step
    public static Step linger(int seconds) {
        return actor -> actor.end(() -> actor.endpoint().linger(seconds));
    }

    /// Switches SO_LINGER off.
    ///
    /// @return the step
    public static Step lingerOff() {
        return linger(-1);
    }

    /// Waits until that many bytes lie unread in the receive queue.
    ///
    /// @param bytes how many
    /// @return the step
    public static Step awaitUnread(int bytes) {
        return actor -> actor.awaitUnread(bytes);
    }

    /// Waits until the other kernel has acknowledged everything.
    ///
    /// @return the step
    public static Step awaitDelivered() {
        return Actor::awaitDelivered;
    }

    /// Waits until the other side's FIN has arrived.
    ///
    /// @return the step
    public static Step awaitFin() {
        return Actor::awaitFin;
    }

    /// Waits until a reset has ended the connection at this end; takes no error from the socket.
    ///
    /// @return the step
    public static Step awaitReset() {
        return Actor::awaitReset;
    }

    /// Lets time pass, where the scenario is about time.
    ///
    /// @param time how long
    /// @return the step
    public static Step pause(Duration time) {
        return actor -> Actor.pauseMillis(time.toMillis());
    }

    /// Asks for SO_ERROR, which takes the error from the socket.
    ///
    /// @return the step
    public static Step.Raw askSoError() {
        return actor -> actor.perform(actor.raw()::soError);
    }

    /// Makes a second descriptor of the same socket.
    ///
    /// @return the step
    public static Step.Raw duplicate() {
        return actor -> actor.end(actor.raw()::duplicate);
    }

    /// Closes the second descriptor.
    ///
    /// @return the step
    public static Step.Raw closeDuplicate() {
        return actor -> actor.end(actor.raw()::closeDuplicate);
    }

    /// Makes the descriptor non-blocking.
    ///
    /// @return the step
    public static Step.Raw nonBlocking() {
        return actor -> actor.perform(actor.raw()::nonBlocking);
    }

    /// Limits how long a read waits.
    ///
    /// @param time the limit
    /// @return the step
    public static Step.Raw readTimeout(Duration time) {
        return actor -> actor.perform(() -> actor.raw().readTimeout(time));
    }

    /// Forgets the connection as a host that loses power does: TCP_REPAIR, then close, which sends nothing.
    ///
    /// @return the step
    public static Step.Raw vanish() {
        return actor -> actor.end(actor.raw()::vanish);
    }

    /// Lets the selector of a registered channel run once.
    ///
    /// @return the step
    public static Step selectNow() {
        return actor -> actor.end(((ChannelEndpoint) actor.endpoint())::select);
    }

    /// Connects to the closer's port.
    ///
    /// @return the step
    public static Step connect() {
        return actor -> actor.dial();
    }

    /// Ends the closer's process with SIGKILL.
    ///
    /// @return the step
    public static Step kill() {
        return actor -> actor.end(((ProcessEndpoint) actor.endpoint())::kill);
    }

    /// Closes the way Finwait does, with the default budget.
    ///
    /// @return the step
    public static Step closeGracefully() {
        return closeGracefully(CloseBudget.DEFAULT);
    }

    /// Closes the way Finwait does.
    ///
    /// @param budget the limits
    /// @return the step
    public static Step closeGracefully(CloseBudget budget) {
        return actor -> actor.closeGracefully(budget);
    }

    /// Reads until that many bytes have come.
    ///
    /// @param bytes how many
    /// @return the step
    public static Step readUpTo(int bytes) {
        return actor -> actor.readUpTo(bytes);
    }

    /// Begins to write in a thread of its own.
    ///
    /// @param bytes how many
    /// @return the step
    public static Step startUpload(int bytes) {
        return actor -> actor.startUpload(bytes);
    }

    /// Waits until the upload has been taken or has failed.
    ///
    /// @return the step
    public static Step awaitUpload() {
        return Actor::awaitUpload;
    }
}
