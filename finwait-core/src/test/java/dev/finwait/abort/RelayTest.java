package dev.finwait.abort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class RelayTest {
    @Test
    void aHalfCloseIsPassedOnAndTheAnswerStillComes() throws Exception {
        try (Connection client = Connection.open();
                Connection server = Connection.open()) {
            FutureTask<RelayReport> relay = start(client, server);
            client.far().getOutputStream().write(new byte[1000]);
            client.far().shutdownOutput();
            assertThat(server.far().getInputStream().readAllBytes()).hasSize(1000);
            server.far().getOutputStream().write(new byte[2000]);
            server.far().close();

            assertThat(client.far().getInputStream().readAllBytes()).hasSize(2000);
            RelayReport report = relay.get(60, TimeUnit.SECONDS);
            assertThat(report.isOrderly()).isTrue();
            assertThat(report.forward().bytes()).isEqualTo(1000);
            assertThat(report.backward().bytes()).isEqualTo(2000);
        }
    }

    @Test
    void aResetOfTheFirstIsPassedOnToTheSecond() throws Exception {
        try (Connection client = Connection.open();
                Connection server = Connection.open()) {
            FutureTask<RelayReport> relay = start(client, server);

            Abort.reset(client.far());

            assertThatIOException()
                    .isThrownBy(() -> server.far().getInputStream().read())
                    .withMessage("Connection reset");
            RelayReport report = relay.get(60, TimeUnit.SECONDS);
            assertThat(report.forward().end()).isEqualTo(FlowEnd.SOURCE_RESET);
            assertThat(report.backward().end()).isEqualTo(FlowEnd.CUT_OFF);
            assertThat(report.isOrderly()).isFalse();
        }
    }

    @Test
    void aResetMetByAWriteIsPassedOnToTheSource() throws Exception {
        try (Connection client = Connection.open();
                Connection server = Connection.open()) {
            client.far().shutdownOutput();
            FutureTask<RelayReport> relay = start(client, server);
            assertThat(server.far().getInputStream().read()).isEqualTo(-1);
            Abort.reset(client.far());

            assertThatIOException().isThrownBy(() -> {
                while (true) {
                    server.far().getOutputStream().write(new byte[1000]);
                }
            });
            assertThat(relay.get(60, TimeUnit.SECONDS).backward().end()).isEqualTo(FlowEnd.TARGET_RESET);
        }
    }

    @Test
    void aTimeoutResetsBothSinceNothingIsComplete() throws Exception {
        try (Connection client = Connection.open();
                Connection server = Connection.open()) {
            client.near().setSoTimeout(1);

            RelayReport report = Relay.run(client.near(), server.near(), Executors.defaultThreadFactory());

            assertThat(report.forward().end()).isEqualTo(FlowEnd.FAILED);
            assertThatIOException()
                    .isThrownBy(() -> client.far().getInputStream().read())
                    .withMessage("Connection reset");
            assertThatIOException()
                    .isThrownBy(() -> server.far().getInputStream().read())
                    .withMessage("Connection reset");
        }
    }

    private static FutureTask<RelayReport> start(Connection client, Connection server) {
        FutureTask<RelayReport> relay =
                new FutureTask<>(() -> Relay.run(client.near(), server.near(), Executors.defaultThreadFactory()));
        Executors.defaultThreadFactory().newThread(relay).start();
        return relay;
    }
}
