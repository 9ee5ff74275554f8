package dev.finwait.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.linux.diag.SocketDiagnostics;
import dev.finwait.linux.packet.PacketSocket;
import dev.finwait.linux.socket.BpfFilter;
import dev.finwait.linux.socket.RawSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OtherSystemsTest {
    private static final List<Callable<?>> ENTRANCES = List.of(
            RawSocket::tcp4,
            RawSocket::tcp6,
            SocketDiagnostics::open,
            () -> PacketSocket.open("lo"),
            () -> BpfFilter.dropSyn().attachTo(0),
            () -> BpfFilter.detachFrom(0));

    @Test
    void everyEntranceIsClosedAndNoNativeCodeIsLinked() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Dos.name=Plan 9",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherSystemsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines().filter(line -> line.startsWith("refused: ")))
                .hasSize(ENTRANCES.size())
                .allMatch(line -> line.contains("this is Plan 9 on ") && line.contains("Linux.isAvailable()"));
        assertThat(output)
                .contains("available: false false")
                .contains("dev.finwait.linux.socket.RawSocket")
                .doesNotContain("dev.finwait.linux.ffi.LibC ");
    }

    /// Runs in a JVM that believes to be on another system.
    public static void main(String[] arguments) throws Exception {
        System.out.println("available: " + Linux.isAvailable() + " " + SocketDiagnostics.isAvailable());
        for (Callable<?> entrance : ENTRANCES) {
            try {
                System.out.println("opened: " + entrance.call());
            } catch (UnsupportedOperationException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }
}
