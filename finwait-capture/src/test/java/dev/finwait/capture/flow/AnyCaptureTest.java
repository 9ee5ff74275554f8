package dev.finwait.capture.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.ResetSegment;
import dev.finwait.diagnosis.facts.WireFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However a capture comes about, what decides stays the same. Seeds are fixed; any failure can be run
/// again.
final class AnyCaptureTest {
    private static final int CONNECTIONS = 60;

    private static List<Script> scripts(long seed) {
        Conversations conversations = new Conversations(seed);
        List<Script> scripts = new ArrayList<>();
        for (int i = 1; i <= CONNECTIONS; i++) {
            scripts.add(conversations.next(i));
        }
        return scripts;
    }

    /// Facts that do not depend on packet numbers, nor on other connections.
    private static List<Object> exact(ConnectionFacts facts) {
        WireFacts wire = facts.wire();
        List<Object> all = new ArrayList<>(deciding(facts));
        for (Direction direction : List.of(wire.fromClient(), wire.fromServer())) {
            all.add(direction.segments());
            all.add(direction.dataSegments());
            all.add(direction.lastData() == null ? 0 : direction.lastData().nanos());
            all.add(direction.window());
            all.add(direction.traits());
        }
        all.add(wire.aftermath().segmentsFromOther());
        all.add(wire.aftermath().segmentsFromResetter());
        all.add(wire.nanosToClient());
        all.add(wire.nanosToServer());
        all.add(wire.handshake().isComplete());
        all.add(wire.story().size());
        return all;
    }

    /// Facts that no disorder of the capture may change.
    private static List<Object> deciding(ConnectionFacts facts) {
        WireFacts wire = facts.wire();
        ResetSegment reset = wire.reset();
        List<Object> all = new ArrayList<>(Arrays.asList(
                facts.client(),
                facts.server(),
                reset.from(),
                wire.shape(),
                reset.sequenceGap(),
                reset.trigger() == null ? -1 : reset.trigger().length(),
                wire.aftermath().progressed(),
                wire.aftermath().dataFromResetter(),
                wire.aftermath().resets()));
        for (Direction direction : List.of(wire.fromClient(), wire.fromServer())) {
            all.add(direction.bytes());
            all.add(direction.bytesAcknowledged());
            all.add(direction.fin() != null);
            all.add(direction.retransmissions().count());
        }
        return all;
    }

    private static Map<String, ConnectionFacts> byClient(List<ConnectionFacts> all) {
        return all.stream().collect(Collectors.toMap(facts -> facts.client().toString(), facts -> facts));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void connectionsBetweenEachOtherAreAsEachAlone(long seed) {
        List<Script> scripts = scripts(seed);
        Map<String, ConnectionFacts> together = byClient(Followed.together(scripts).resets);
        assertThat(together).hasSize(CONNECTIONS);
        for (Script script : scripts) {
            ConnectionFacts alone = Followed.all(script).facts();
            assertThat(exact(together.get(alone.client().toString()))).isEqualTo(exact(alone));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void packetsCapturedTwiceAreAsOnce(long seed) {
        for (Script script : scripts(seed)) {
            List<Packet> twice = script.packets.stream()
                    .flatMap(packet -> List.of(packet, packet.forwarded(500)).stream())
                    .toList();
            assertThat(exact(Followed.all(twice).facts()))
                    .isEqualTo(exact(Followed.all(script).facts()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twoPacketsInTheWrongOrderDecideNothing(long seed) {
        Random random = new Random(seed);
        for (Script script : scripts(seed)) {
            ConnectionFacts inOrder = Followed.all(script).facts();
            List<Packet> packets = script.packets;
            int at = random.nextInt(packets.size() - 1);
            Packet one = packets.get(at);
            Packet other = packets.get(at + 1);
            boolean inFlight = (one.flags() & Script.RST) != 0 && (other.flags() & Script.RST) == 0;
            if (inFlight || other.nanos() - one.nanos() > Script.MILLI) {
                // What was in flight may be stored before the reset; then it was sent before.
                continue;
            }
            packets.set(at, other.at(one.nanos()));
            packets.set(at + 1, one.at(other.nanos()));
            assertThat(deciding(Followed.all(packets).facts()))
                    .as("packets %d and %d of %s swapped", at + 1, at + 2, inOrder.client())
                    .isEqualTo(deciding(inOrder));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLostPacketNeitherHidesTheResetNorItsSender(long seed) {
        Random random = new Random(seed);
        for (Script script : scripts(seed)) {
            ConnectionFacts whole = Followed.all(script).facts();
            List<Packet> packets = new ArrayList<>(script.packets);
            long reset = whole.wire().reset().at().packet();
            int lost = random.nextInt(packets.size());
            if (lost + 1 == reset) {
                continue;
            }
            packets.remove(lost);
            ConnectionFacts facts = Followed.all(packets).facts();
            assertThat(facts.wire().reset().from())
                    .isEqualTo(whole.wire().reset().from());
            assertThat(facts.wire().reset().segment().flags())
                    .isEqualTo(whole.wire().reset().segment().flags());
            // A FIN of which only the acknowledgment was captured looks like one more byte.
            assertThat(facts.wire().fromServer().bytes())
                    .isLessThanOrEqualTo(whole.wire().fromServer().bytes() + 1);
            assertThat(facts.wire().aftermath().progressed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anythingAtAllIsSurvived(long seed) {
        Random random = new Random(seed);
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            packets.add(new Packet(
                    Script.START + random.nextInt(1 << 30),
                    random.nextInt(3),
                    random.nextInt(3),
                    (random.nextInt(2) << 16) | random.nextInt(2),
                    random.nextInt(256),
                    random.nextInt() >> random.nextInt(32),
                    random.nextInt() >> random.nextInt(32),
                    random.nextInt(70_000) >> random.nextInt(17),
                    random.nextInt(65_536),
                    random.nextInt(128),
                    random.nextInt(256),
                    random.nextInt(65_536),
                    random.nextInt(),
                    random.nextInt(),
                    random.nextInt(15),
                    ""));
        }
        if (seed % 2 == 0) {
            packets.sort(Comparator.comparingLong(Packet::nanos));
        }
        Followed followed = Followed.all(packets);
        assertThat(followed.flows.counts().connections).isGreaterThan(10);
        assertThat(followed.resets).isNotEmpty().allSatisfy(facts -> {
            assertThat(facts.wire().fromClient().bytesAcknowledged())
                    .isBetween(0L, facts.wire().fromClient().bytes());
            assertThat(facts.wire().fromServer().bytesAcknowledged())
                    .isBetween(0L, facts.wire().fromServer().bytes());
        });
    }

    @Test
    void theSameSeedTellsTheSame() {
        assertThat(Followed.together(scripts(11)).resets).isEqualTo(Followed.together(scripts(11)).resets);
    }
}
