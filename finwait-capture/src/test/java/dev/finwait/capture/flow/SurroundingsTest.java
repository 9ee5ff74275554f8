package dev.finwait.capture.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.facts.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is known of other connections when a reset is told.
final class SurroundingsTest {
    private static final long MILLI = Script.MILLI;
    private static final long SECOND = Script.SECOND;

    private static Script closedAfter(int number, long idle) {
        Script script = new Script(number, Script.START + number * MILLI).handshake();
        script.client.data(100).server.ack().server.data(200).client.ack().pause(idle);
        return script.server.fin().client.ack().client.fin().server.ack();
    }

    private static Script resetLater(int number, long nanos) {
        Script script = new Script(number, Script.START + nanos).handshake();
        return script.client.data(100).server.ack().server.abort();
    }

    @Test
    void closesOfIdleConnectionsGiveTheServicesIdleTime() {
        List<Script> scripts = new ArrayList<>();
        for (int i = 1; i <= 21; i++) {
            scripts.add(closedAfter(i, 5 * SECOND + i * MILLI));
        }
        scripts.add(resetLater(50, 6 * SECOND));
        IdleCloses closes = Followed.together(scripts).facts().surroundings().idleCloses();
        assertThat(closes.count()).isEqualTo(21);
        assertThat(closes.shortestNanos()).isBetween(5 * SECOND, 5 * SECOND + 2 * MILLI);
        assertThat(closes.typicalNanos()).isBetween(4_900 * MILLI, 5_100 * MILLI);
        assertThat(closes.longestNanos()).isBetween(5_020 * MILLI, 5_022 * MILLI);
    }

    @Test
    void aCloseWhileARequestWaitsIsNotIdle() {
        Script waiting = new Script(1).handshake();
        waiting.client
                .data(100)
                .server
                .ack()
                .server
                .data(200)
                .client
                .ack()
                .client
                .data(100)
                .server
                .ack();
        waiting.pause(2 * SECOND).server.fin();
        Script silent = new Script(2).handshake();
        silent.pause(2 * SECOND).server.fin();
        Script answered = new Script(3).handshake();
        answered.client.data(100).pause(2 * SECOND).server.sends(Script.FIN | Script.ACK, 500);
        List<Script> scripts = List.of(waiting, silent, answered, resetLater(50, 3 * SECOND));
        assertThat(Followed.together(scripts)
                        .facts()
                        .surroundings()
                        .idleCloses()
                        .count())
                .isZero();
    }

    @Test
    void aFarewellOnTlsDoesNotEndTheIdleTime() {
        Script script = new Script(1).handshake();
        script.client.says("\u0016\u0003\u0001\u0000\u0001.").server.says("\u0016\u0003\u0003\u0000\u0001.");
        script.client.data(200).server.data(900).client.ack().pause(5 * SECOND);
        script.server
                .says("\u0015\u0003\u0003\u0000\u0013...................")
                .server
                .fin();
        List<Script> scripts = List.of(script, resetLater(50, 6 * SECOND));
        IdleCloses closes = Followed.together(scripts).facts().surroundings().idleCloses();
        assertThat(closes.count()).isEqualTo(1);
        assertThat(closes.typicalNanos()).isBetween(5 * SECOND, 5 * SECOND + 5 * MILLI);
    }

    @Test
    void resetsOfOneServiceAtOneInstantKnowOfEachOther() {
        List<Script> scripts = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            Script script = new Script(i).handshake();
            script.client.data(10).server.ack();
            if (i == 5) {
                script.server.data(7);
            }
            scripts.add(script.pause(SECOND + i * MILLI).server.abort());
        }
        scripts.add(resetLater(50, 2 * SECOND));
        Followed followed = Followed.together(scripts);
        assertThat(followed.resets).hasSize(6);
        for (int i = 0; i < 5; i++) {
            Surroundings around = followed.resets.get(i).surroundings();
            assertThat(around.resetsAtOnce()).isEqualTo(5);
            assertThat(around.resetsAtOnceUnused()).isEqualTo(4);
            assertThat(around.serverTtl()).isEqualTo(64);
            assertThat(around.connections()).isEqualTo(6);
            assertThat(around.endAlive()).isTrue();
        }
        Surroundings last = followed.resets.get(5).surroundings();
        assertThat(last.resetsAtOnce()).isEqualTo(1);
        assertThat(last.endAlive()).isFalse();
    }

    @Test
    void aConnectionThatWasSetUpAfterAResetDidNotEndWithIt() {
        List<Script> scripts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Script script = new Script(i + 1, Script.START + i * MILLI).handshake();
            scripts.add(script.client.data(10).server.ack().server.abort());
        }
        Followed followed = Followed.together(scripts);
        assertThat(followed.resets.get(2).surroundings().resetsAtOnce()).isEqualTo(1);
        assertThat(followed.resets.get(2).surroundings().resetsAtOnceUnused()).isEqualTo(1);
    }

    @Test
    void closesAtTheInstantOfAResetAreCountedButNotItsOwn() {
        List<Script> scripts = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            Script script = new Script(i).handshake();
            script.client.data(10).server.ack().pause(SECOND).server.fin();
            scripts.add(i == 4 ? script.server.abort() : script);
        }
        assertThat(Followed.together(scripts).facts().surroundings().closesAtOnce())
                .isEqualTo(3);
    }

    @Test
    void resetsOfOneClientsHostKnowOfEachOther() {
        List<Script> scripts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Script script = new Script(i).handshake();
            scripts.add(script.server.data(10).client.ack().pause(SECOND).client.abort());
        }
        Followed followed = Followed.together(scripts);
        assertThat(followed.resets).allSatisfy(facts -> {
            assertThat(facts.surroundings().resetsAtOnce()).isEqualTo(3);
            assertThat(facts.surroundings().resetsAtOnceUnused()).isEqualTo(3);
        });
    }
}
