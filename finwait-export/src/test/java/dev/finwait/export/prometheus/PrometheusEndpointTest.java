package dev.finwait.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.export.ResetKinds;
import dev.finwait.export.Staged;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a scrape over real HTTP tells.
final class PrometheusEndpointTest {
    private PrometheusEndpoint endpoint;

    @BeforeEach
    void listen() throws Exception {
        endpoint = PrometheusEndpoint.listen(new ListenAddress("127.0.0.1", 0), "1.2.3");
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void aResetIsCountedByItsKind() throws Exception {
        endpoint.accept(Staged.closedWithUnread("nginx"));
        endpoint.accept(Staged.closedWithUnread("nginx"));
        endpoint.accept(Staged.received());
        assertThat(Scrape.of(endpoint.port()).lines())
                .contains("finwait_resets_total{cause=\"close-with-unread\",direction=\"sent\",family=\"abort\","
                        + "harm=\"" + Staged.closedWithUnread("nginx").harm().id() + "\",process=\"nginx\"} 2.0")
                .anyMatch(line -> line.startsWith("finwait_resets_total{")
                        && line.contains("direction=\"received\"")
                        && line.endsWith("} 1.0"));
    }

    @Test
    void whatHasNotHappenedIsZeroAndNotAbsent() throws Exception {
        assertThat(Scrape.of(endpoint.port()).lines())
                .contains("finwait_build_info{version=\"1.2.3\"} 1")
                .contains("finwait_lost_events_total 0.0", "finwait_blind_attempts_total 0.0");
    }

    @Test
    void lostBytesAndLostEventsAddUp() throws Exception {
        endpoint.accept(Staged.losing(1_000));
        endpoint.accept(Staged.losing(24));
        endpoint.lost(7);
        endpoint.lost(5);
        assertThat(Scrape.of(endpoint.port()).lines())
                .contains("finwait_lost_bytes_total{cause=\"close-with-unread\",family=\"abort\"} 1024.0")
                .contains("finwait_lost_events_total 12.0");
    }

    @Test
    void aResetThatNobodyBelievedIsNoReset() throws Exception {
        endpoint.accept(Staged.blindAttempt());
        assertThat(Scrape.of(endpoint.port()).lines())
                .contains("finwait_blind_attempts_total 1.0")
                .noneMatch(line -> line.startsWith("finwait_resets_total{"));
    }

    @Test
    void noAddressIsALabel() throws Exception {
        endpoint.accept(Staged.closedWithUnread("nginx"));
        endpoint.accept(Staged.onLoopback());
        assertThat(Scrape.of(endpoint.port()).text()).doesNotContain("192.0.2.");
    }

    @Test
    void thousandsOfProcessNamesMakeFewSeries() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            endpoint.accept(Staged.closedWithUnread("worker-" + i));
        }
        assertThat(Scrape.of(endpoint.port()).lines())
                .filteredOn(line -> line.startsWith("finwait_resets_total{"))
                .hasSize(ResetKinds.PROCESS_NAMES + 1)
                .anyMatch(line -> line.endsWith("process=\"other\"} " + (5_000.0 - ResetKinds.PROCESS_NAMES)));
    }

    @Test
    void whoAsksForProtobufGetsIt() throws Exception {
        Scrape scrape = Scrape.accepting(
                endpoint.port(),
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited");
        assertThat(scrape.type()).startsWith("application/vnd.google.protobuf");
        assertThat(scrape.text()).contains("finwait_build_info");
    }

    @Test
    void whoAsksForOpenMetricsGetsThem() throws Exception {
        Scrape scrape = Scrape.accepting(endpoint.port(), "application/openmetrics-text;version=1.0.0");
        assertThat(scrape.type()).startsWith("application/openmetrics-text");
        assertThat(scrape.text()).endsWith("# EOF\n");
    }

    @Test
    void aTakenPortIsSaidInOneLine() {
        ListenAddress taken = new ListenAddress("127.0.0.1", endpoint.port());
        assertThatThrownBy(() -> PrometheusEndpoint.listen(taken, "1"))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot offer metrics on " + taken
                        + ": Address already in use. Choose another address or port.");
    }

    @Test
    void anAddressOfAnotherHostIsSaidInOneLine() {
        assertThatThrownBy(() -> PrometheusEndpoint.listen(new ListenAddress("192.0.2.1", 0), "1"))
                .hasMessageStartingWith("cannot offer metrics on 192.0.2.1:0: ")
                .message()
                .hasLineCount(1);
        assertThatThrownBy(() -> PrometheusEndpoint.listen(new ListenAddress("no.such.invalid", 0), "1"))
                .hasMessage("cannot offer metrics on no.such.invalid:0: there is no such host."
                        + " Choose another address or port.");
    }

    @Test
    void afterItIsClosedNobodyListens() throws Exception {
        int port = endpoint.port();
        endpoint.close();
        PrometheusEndpoint next = PrometheusEndpoint.listen(new ListenAddress("127.0.0.1", port), "1");
        assertThat(Scrape.of(next.port()).text()).contains("version=\"1\"");
        next.close();
    }
}
