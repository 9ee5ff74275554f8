package dev.finwait.lab.stage;

import dev.finwait.lab.endpoint.RawEndpoint;
import dev.finwait.lab.endpoint.SocketEndpoint;
import dev.finwait.lab.script.StagingException;
import dev.finwait.linux.socket.RawSocket;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A TLS 1.3 connection after its handshake: the closer is the client, an `SSLSocket`; the peer the
/// server, a raw socket below an `SSLEngine`. The server's session tickets are on their way or unread.
final class TlsStage implements Stage {
    private static final char[] PASSWORD = "finwait".toCharArray();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The server must speak TLS over a raw socket.
    @Override
    public boolean suitsJavaPeer() {
        return false;
    }

    @Override
    public Pair open(PeerKind peer) throws IOException, StagingException {
        SSLContext context = context();
        try (RawSocket listener = RawListener.listening()) {
            InetSocketAddress address = listener.localAddress();
            SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket();
            client.setEnabledProtocols(new String[] {"TLSv1.3"});
            client.bind(LabAddress.anyPort());
            client.connect(address);
            SocketEndpoint closer = new SocketEndpoint(client);
            RawSocket server = listener.accept().orThrow();
            server.setReceiveTimeout(PATIENCE).orThrow();
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(context, server));
            client.startHandshake();
            try {
                served.join();
            } catch (CompletionException e) {
                throw new StagingException("the TLS handshake failed", e);
            }
            return new Pair(closer, new RawEndpoint(server, address, closer.local()));
        }
    }

    private static void serve(SSLContext context, RawSocket socket) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        try {
            new TlsHandshake(engine, socket).run();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static SSLContext context() throws StagingException {
        try (InputStream stored = TlsStage.class.getResourceAsStream("lab.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(stored, PASSWORD);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new StagingException("the lab's certificate cannot be used", e);
        }
    }
}
