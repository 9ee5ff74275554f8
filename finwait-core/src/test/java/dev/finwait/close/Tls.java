package dev.finwait.close;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// TLS connections over loopback, with a key made for the run.
public final class Tls {
    private static final String PASSWORD = "changeit";

    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    public static Tls create(Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        makeKey(file);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return new Tls(context);
    }

    /// The JDK has no public API that makes a certificate, but a tool.
    private static void makeKey(Path file) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder((keytool
                                + " -genkeypair -alias test -keyalg EC -dname CN=localhost -validity 2 -storetype PKCS12"
                                + " -storepass " + PASSWORD + " -keystore " + file)
                        .split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keytool made no key; look at " + keytool);
        }
    }

    public SSLContext context() {
        return context;
    }

    /// Runs the body with both ends of a connection whose handshake is done.
    void withConnection(String protocol, Body body) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listener =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback);
                SSLSocket peer =
                        (SSLSocket) context.getSocketFactory().createSocket(loopback, listener.getLocalPort());
                SSLSocket ours = (SSLSocket) listener.accept()) {
            peer.setSoTimeout(60_000);
            peer.setEnabledProtocols(new String[] {protocol});
            Task<Integer> greeting = Task.start(() -> ours.getInputStream().read());
            peer.getOutputStream().write(1);
            greeting.result();
            body.run(ours, peer);
        }
    }

    /// Runs the body with both ends of a connection whose handshake is done, each layered over a plain socket.
    ///
    /// @param autoClose whether our TLS socket owns the one below it
    void withLayers(String protocol, boolean autoClose, LayersBody body) throws Exception {
        Pinned.withConnection(Kind.SOCKET, (below, peerBelow) -> {
            SSLSocket ours = serverOver(below, autoClose);
            SSLSocket peer = clientOver(peerBelow, protocol);
            Task<Integer> greeting = Task.start(() -> ours.getInputStream().read());
            peer.getOutputStream().write(1);
            greeting.result();
            body.run(new Layers(ours, below, peer, peerBelow));
        });
    }

    SSLSocket serverOver(Socket below, boolean autoClose) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(below, (InputStream) null, autoClose);
    }

    SSLSocket clientOver(Socket below, String protocol) throws IOException {
        SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket(below, "localhost", 1, false);
        client.setEnabledProtocols(new String[] {protocol});
        return client;
    }

    SSLEngine engine(boolean client, String protocol) {
        SSLEngine engine = context.createSSLEngine("localhost", 1);
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(new String[] {protocol});
        return engine;
    }

    record Layers(SSLSocket ours, Socket below, SSLSocket peer, Socket peerBelow) {}

    @FunctionalInterface
    interface LayersBody {
        void run(Layers layers) throws Exception;
    }

    @FunctionalInterface
    interface Body {
        void run(SSLSocket ours, SSLSocket peer) throws Exception;
    }
}
