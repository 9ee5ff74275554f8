package dev.finwait.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses as users write them.
final class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "9000, 127.0.0.1:9000",
        ":9000, 127.0.0.1:9000",
        "0.0.0.0, 0.0.0.0:10104",
        "0.0.0.0:0, 0.0.0.0:0",
        "node-7.example:9000, node-7.example:9000",
        "[::], [::]:10104",
        "[192.0.2.1]:9000, 192.0.2.1:9000",
        "[::1]:65535, [::1]:65535",
        "[fe80::1%eth0]:80, [fe80::1%eth0]:80"
    })
    void whatIsLeftOutIsLoopbackAndTheDefaultPort(String text, String meaning) {
        assertThat(ListenAddress.parse(text)).hasToString(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host:", "65536", "host:99999", "::1", "[::1", "http://host:80", "a b", "x:y"})
    void anythingElseIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text
                        + "' is no address to listen on: write HOST:PORT, [IPV6]:PORT or PORT, for example"
                        + " 127.0.0.1:10104");
    }

    @Test
    void nobodyElseMayScrapeByDefault() {
        assertThat(ListenAddress.DEFAULT).hasToString("127.0.0.1:10104");
    }
}
