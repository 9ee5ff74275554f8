package dev.finwait.architecture;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles examples in a class that has what they take for granted: a socket, an answer, a logger.
final class ExampleCompiler {
    private static final String IMPORTS = """
            import dev.finwait.abort.*;
            import dev.finwait.client.*;
            import dev.finwait.close.*;
            import dev.finwait.micrometer.*;
            import dev.finwait.server.*;
            import io.micrometer.core.instrument.MeterRegistry;
            import java.io.*;
            import java.lang.System.Logger;
            import java.lang.System.Logger.Level;
            import java.net.*;
            import java.nio.*;
            import java.nio.channels.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import javax.net.ssl.*;
            """;

    private static final String AT_HAND = """
                Socket socket, client, server, below;
                SSLSocketFactory factory;
                SSLContext context;
                SSLEngine engine;
                HttpsURLConnection connection;
                String host;
                int port;
                Logger logger;
                SocketAddress peer;
                SelectionKey key;
                Selector selector;
                FileChannel file;
                ByteBuffer head, body, ciphertext, in;
                CloseBudget budget;
                MeterRegistry registry;

                interface SocketPool { Socket take(); }
                void copy(FileChannel from, OutputStream to) throws IOException {}
                Socket connect() throws IOException { return socket; }
                void answer(Socket client) throws IOException {}
                void send(ByteBuffer bytes) throws IOException {}
                void log(Object... what) {}
            """;

    /// What a name stands for differs between examples; one of these must fit.
    private static final List<String> READINGS = List.of(
            "SocketChannel channel; ByteBuffer answer; LingerPool pool;",
            "SocketChannel channel; byte[] answer; SocketPool pool;",
            "AsynchronousSocketChannel channel;");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path output;

    ExampleCompiler(Path output) {
        this.output = output;
    }

    /// Compiles an example.
    ///
    /// @return what is wrong with it under each reading; empty when one fits
    String complaints(Example example) {
        StringBuilder all = new StringBuilder();
        for (String reading : READINGS) {
            String complaints = complaints(example, reading);
            if (complaints.isEmpty()) {
                return "";
            }
            all.append(reading).append('\n').append(complaints).append('\n');
        }
        return all.toString();
    }

    private String complaints(Example example, String reading) {
        String source = IMPORTS + "class Example {\n" + AT_HAND + reading + "\nvoid run() throws Exception {\n"
                + example.code() + "}\n}\n";
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", output.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(null, null, diagnostics, options, null, List.of(new Source(source)))
                .call();
        return compiled
                ? ""
                : diagnostics.getDiagnostics().stream()
                        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                        .map(each -> each.getMessage(null))
                        .collect(Collectors.joining("\n"));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Example.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
