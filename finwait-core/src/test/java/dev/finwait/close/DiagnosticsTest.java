package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.close.spi.ConnectionProbe;
import dev.finwait.close.spi.ConnectionSnapshot;
import dev.finwait.close.spi.ConnectionState;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Providers that fail must not make a close fail.
final class DiagnosticsTest {
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    @TempDir
    private Path classPath;

    /// A provider that works.
    public static final class Sound implements ConnectionProbe {
        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public Optional<ConnectionSnapshot> look(InetSocketAddress local, InetSocketAddress remote) {
            return Optional.of(new ConnectionSnapshot(ConnectionState.HALF_CLOSED, 0, 0, Optional.empty()));
        }
    }

    /// A provider that does not work on this system.
    public static final class Elsewhere implements ConnectionProbe {
        @Override
        public boolean isAvailable() {
            return false;
        }

        @Override
        public Optional<ConnectionSnapshot> look(InetSocketAddress local, InetSocketAddress remote) {
            throw new IllegalStateException("asked although it is not available");
        }
    }

    /// A provider that cannot even be made.
    public static final class Broken implements ConnectionProbe {
        /// Fails.
        public Broken() {
            throw new IllegalStateException("no native access");
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public Optional<ConnectionSnapshot> look(InetSocketAddress local, InetSocketAddress remote) {
            return Optional.empty();
        }
    }

    private Optional<ConnectionProbe> firstUsable(String... providers) throws Exception {
        Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
        Files.write(services.resolve(ConnectionProbe.class.getName()), List.of(providers));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classPath.toUri().toURL()}, getClass().getClassLoader())) {
            return Diagnostics.firstUsable(ServiceLoader.load(ConnectionProbe.class, loader));
        }
    }

    /// Puts a provider on the class path whose class file is of a Java to come.
    private String providerForANewerJava() throws Exception {
        String resource = Sound.class.getName().replace('.', '/') + ".class";
        byte[] bytes;
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(resource)) {
            bytes = in.readAllBytes();
        }
        bytes[6] = 1;
        // Another name than any class that the parent could find first.
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("DiagnosticsTest$Sound", "DiagnosticsTest$Newer");
        String newer = resource.replace("$Sound", "$Newer");
        Files.createDirectories(classPath.resolve(newer).getParent());
        Files.write(classPath.resolve(newer), text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        return newer.replace(".class", "").replace('/', '.');
    }

    @Test
    void aProviderForANewerJavaIsPassedOver() throws Exception {
        String newer = providerForANewerJava();

        assertThat(firstUsable(newer)).isEmpty();
        assertThat(firstUsable(newer, Sound.class.getName())).containsInstanceOf(Sound.class);
    }

    @Test
    void aProviderThatFailsOrIsMissingIsPassedOver() throws Exception {
        assertThat(firstUsable(Broken.class.getName(), "no.such.Provider", Sound.class.getName()))
                .containsInstanceOf(Sound.class);
    }

    @Test
    void aProviderThatIsNotAvailableIsPassedOver() throws Exception {
        assertThat(firstUsable(Elsewhere.class.getName())).isEmpty();
        assertThat(firstUsable(Elsewhere.class.getName(), Sound.class.getName()))
                .containsInstanceOf(Sound.class);
    }

    @Test
    void withoutProvidersNothingIsKnown() throws Exception {
        assertThat(firstUsable()).isEmpty();
        assertThat(Diagnostics.look(SOMEWHERE, SOMEWHERE)).isEmpty();
        assertThat(Diagnostics.look(null, SOMEWHERE)).isEmpty();
    }

    @Test
    void aLookThatThrowsSeesNothing() {
        assertThat(Diagnostics.look(new Elsewhere(), SOMEWHERE, SOMEWHERE)).isEmpty();
        assertThat(Diagnostics.look(new Sound(), SOMEWHERE, SOMEWHERE)).isPresent();
    }
}
