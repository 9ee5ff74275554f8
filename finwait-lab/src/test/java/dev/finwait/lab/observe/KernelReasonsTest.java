package dev.finwait.lab.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.lab.observe.KernelReasons.ResetEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class KernelReasonsTest {
    private static final String PREFIX = "         python3-1424    [000] .....  4738.738096: tcp_send_reset: ";

    @Test
    void anEventIsReadByTheNamesOfItsFields() {
        ResetEvent event = KernelReasons.parse(PREFIX
                        + "skbaddr=0000000000000000 skaddr=000000007feb93c0 src=127.19.177.1:9000 dest=127.19.177.2:52667"
                        + " state=TCP_CLOSE reason=TCP_STATE")
                .orElseThrow();
        assertThat(event)
                .isEqualTo(new ResetEvent("127.19.177.1:9000", "127.19.177.2:52667", "TCP_STATE", 4_738_738_096_000L));
    }

    @Test
    void theAddressOfADualStackSocketIsItsIpv4Address() {
        ResetEvent event = KernelReasons.parse(PREFIX
                        + "src=[::ffff:127.0.0.1]:80 dest=[::ffff:127.0.0.2]:1234 state=TCP_CLOSE reason=TCP_STATE")
                .orElseThrow();
        InetSocketAddress server = address("127.0.0.1", 80);
        InetSocketAddress client = address("127.0.0.2", 1234);
        assertThat(event.between(client, server)).isTrue();
        assertThat(event.from(server)).isTrue();
        assertThat(event.from(client)).isFalse();
        assertThat(event.between(client, address("127.0.0.1", 81))).isFalse();
    }

    @Test
    void otherLinesAreNoEvents() {
        assertThat(KernelReasons.parse("# tracer: nop")).isEmpty();
        assertThat(KernelReasons.parse("")).isEmpty();
        assertThat(KernelReasons.parse(PREFIX + "src=127.0.0.1:80 state=TCP_CLOSE reason=TCP_STATE"))
                .isEmpty();
        assertThat(KernelReasons.parse(PREFIX.replace("send", "receive") + "src=a dest=b reason=c"))
                .isEmpty();
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
