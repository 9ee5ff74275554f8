package dev.finwait.cli.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.capture.CaptureOptions.AddressPair;
import dev.finwait.cli.CommandFailure;
import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionNameTest {
    private static Endpoint end(String address, int port) {
        return new Endpoint(InetAddress.ofLiteral(address), port);
    }

    @Test
    void theOrderOfTheEndsDoesNotMatter() {
        AddressPair pair = ConnectionName.parse("192.0.2.1:50112-192.0.2.2:443");
        Endpoint client = end("192.0.2.1", 50112);
        Endpoint server = end("192.0.2.2", 443);
        assertThat(ConnectionName.fits(pair, client, server)).isTrue();
        assertThat(ConnectionName.fits(pair, server, client)).isTrue();
        assertThat(ConnectionName.fits(pair, client, end("192.0.2.2", 444))).isFalse();
    }

    @Test
    void ipv6StandsInBrackets() {
        String name = "[2001:db8::1]:50112-[::1]:443";
        assertThat(ConnectionName.of(ConnectionName.parse(name))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "192.0.2.1:1",
                "localhost:1-192.0.2.1:2",
                "192.0.2.1:1-192.0.2.2",
                "1.2.3.4:1-1.2.3.4:99999"
            })
    void anythingElseIsToldInOneLine(String text) {
        assertThatThrownBy(() -> ConnectionName.parse(text))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("'" + text + "' names no connection: write both ends");
    }
}
