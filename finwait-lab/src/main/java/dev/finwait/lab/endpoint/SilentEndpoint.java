package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import java.net.InetSocketAddress;

/// An end without calls of its own: it can only go away.
abstract class SilentEndpoint extends ConnectedEndpoint {

    SilentEndpoint(InetSocketAddress local, InetSocketAddress remote) {
        super(local, remote);
    }

    @Override
    public Answer send(int bytes) {
        throw noSuchCall();
    }

    @Override
    public Answer receive(int max) {
        throw noSuchCall();
    }

    @Override
    public Answer shutdown(Half half) {
        throw noSuchCall();
    }

    @Override
    public Answer linger(int seconds) {
        throw noSuchCall();
    }

    @Override
    public Answer close() {
        throw noSuchCall();
    }

    @Override
    public int unread() {
        throw noSuchCall();
    }

    private static UnsupportedOperationException noSuchCall() {
        return new UnsupportedOperationException("this end of the scenario makes no calls");
    }
}
