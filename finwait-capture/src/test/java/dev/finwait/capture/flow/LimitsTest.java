package dev.finwait.capture.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.flow.FlowOptions.Pairs;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is followed, for how long, and what is given up.
final class LimitsTest {
    @Test
    void tooManyConnectionsCostThoseThatWereQuietForLongest() {
        Script old = new Script(1).handshake();
        Script busy = new Script(2).handshake();
        List<Packet> packets = new ArrayList<>(old.packets);
        packets.addAll(busy.packets);
        busy.packets.clear();
        for (int i = 3; i < 300; i++) {
            Script next = new Script(i, Script.START + i * Script.MILLI).handshake();
            packets.addAll(next.packets);
            busy.pause(next.now() - busy.now()).client.data(1);
            packets.add(busy.packets.get(busy.packets.size() - 1));
        }
        busy.packets.clear();
        packets.addAll(busy.pause(10).server.abort().packets);
        old.packets.clear();
        packets.addAll(old.pause(busy.now() - old.now()).server.abort().packets);
        Followed followed =
                new Followed(FlowOptions.everything(100)).feed(packets).finish();
        assertThat(followed.flows.counts().evicted).isBetween(198L, 212L);
        assertThat(followed.resets).hasSize(2);
        assertThat(followed.resets.get(0).wire().fromClient().bytes()).isEqualTo(297);
        assertThat(followed.resets.get(1).wire().handshake().syn()).isNull();
    }

    @Test
    void aFloodCostsNoConnectionThatWasAnswered() {
        Script quiet = new Script(1).handshake();
        List<Packet> packets = new ArrayList<>(quiet.packets);
        for (int i = 2; i < 2_000; i++) {
            packets.addAll(new Script(i, Script.START + i * Script.MILLI).client.sends(Script.SYN, 0).packets);
        }
        quiet.packets.clear();
        packets.addAll(quiet.pause(3 * Script.SECOND).server.abort().packets);
        Followed followed =
                new Followed(FlowOptions.everything(100)).feed(packets).finish();
        assertThat(followed.facts().wire().handshake().isComplete()).isTrue();
        assertThat(followed.flows.counts().evicted).isBetween(1_898L, 1_920L);
    }

    @Test
    void onlyThePairsThatWereAskedForAreFollowed() {
        Pairs second = (batch, row) -> batch.ports[row] >>> 16 == 40_002 || (batch.ports[row] & 0xffff) == 40_002;
        List<Packet> packets = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Script script = new Script(i).handshake();
            packets.addAll(script.server.abort().packets);
        }
        Followed followed = new Followed(new FlowOptions(second, second, nanos -> true, 2, 1000))
                .feed(packets)
                .finish();
        assertThat(followed.facts().client().port()).isEqualTo(40_002);
        assertThat(followed.flows.counts().otherPairs).isEqualTo(8);
        assertThat(followed.stories).hasSize(1);
        assertThat(followed.stories.get(0).segments()).hasSize(2);
    }

    @Test
    void aLongStoryHasItsBeginningAndItsEnd() {
        Script script = new Script().handshake();
        for (int i = 0; i < 500; i++) {
            script.client.data(10);
        }
        script.server.abort();
        Followed followed = new Followed(new FlowOptions(Pairs.ALL, Pairs.ALL, nanos -> true, 50, 1000))
                .feed(script.packets)
                .finish();
        Story story = followed.stories.get(0);
        assertThat(story.segments()).hasSize(50);
        assertThat(story.leftOut()).isEqualTo(3 + 500 + 1 - 50);
        assertThat(story.resumesAt()).isEqualTo(5);
        assertThat(story.segments().get(4).sequence()).isEqualTo(11);
        assertThat(story.segments().get(5).at().packet()).isEqualTo(504 - 44);
        assertThat(story.segments().get(49).has(Segment.RST)).isTrue();
    }

    @Test
    void numbersOfALongStoryAreThoseOfTheirTime() {
        Script script = new Script().handshake();
        for (int i = 0; i < 5; i++) {
            script.client.data(1_000_000_000).server.ack();
        }
        script.server.abort();
        Followed followed = new Followed(new FlowOptions(Pairs.ALL, Pairs.ALL, nanos -> true, 50, 1000))
                .feed(script.packets)
                .finish();
        assertThat(followed.stories.get(0).segments().stream()
                        .filter(segment -> segment.from() == Side.CLIENT)
                        .map(Segment::sequence))
                .containsExactly(0L, 1L, 1L, 1_000_000_001L, 2_000_000_001L, 3_000_000_001L, 4_000_000_001L);
    }

    @Test
    void resetsOfOtherTimesAreFollowedButNotTold() {
        Script script = new Script().handshake();
        script.server.abort().pause(5 * Script.SECOND).client.again(123).sends(Script.SYN, 0);
        script.server
                .again(456)
                .sends(Script.SYN | Script.ACK, 0)
                .client
                .ack()
                .server
                .abort();
        FlowOptions late =
                new FlowOptions(Pairs.ALL, Pairs.NONE, nanos -> nanos > Script.START + Script.SECOND, 0, 1000);
        Followed followed = new Followed(late).feed(script.packets).finish();
        assertThat(followed.flows.counts().resets).isEqualTo(1);
        assertThat(followed.wire().handshake().isComplete()).isTrue();
    }

    @Test
    void timeThatRunsBackwardsALittleIsHeldAndCounted() {
        Script script = new Script().handshake();
        script.client.data(10).server.ack().server.abort();
        Packet data = script.packets.get(3);
        script.packets.set(3, data.at(data.nanos() - 100 * Script.MILLI));
        Followed followed = Followed.all(script);
        assertThat(followed.flows.counts().backwards).isEqualTo(1);
        assertThat(followed.wire().fromClient().lastData()).isNotNull();
        assertThat(followed.wire().fromClient().lastData().nanos())
                .isEqualTo(script.packets.get(2).nanos());
    }

    @Test
    void aClockThatWasSetBackDoesNotStopTheTelling() {
        Script script = new Script().handshake();
        script.server.abort();
        Script later = new Script(2, Script.START - 1000 * Script.SECOND).handshake();
        later.server.abort().pause(2 * Script.SECOND);
        Script last = new Script(3, later.now()).handshake();
        List<Packet> packets = new ArrayList<>(script.packets);
        packets.addAll(later.packets);
        packets.addAll(last.packets);
        Followed followed = new Followed(FlowOptions.everything(1000)).feed(packets);
        assertThat(followed.resets).hasSize(2);
    }

    @Test
    void manyConnectionsAreFoundAgainAndForgottenWhenClosed() {
        List<Script> scripts = new ArrayList<>();
        for (int i = 1; i <= 5000; i++) {
            Script script = new Script(i, Script.START + 2L * i * Script.MILLI).handshake();
            script.client.data(i).server.ack().client.fin().server.fin().client.ack();
            scripts.add(script);
        }
        Script last = new Script(6000, Script.START + 30 * Script.SECOND).handshake();
        scripts.add(last.client.data(6).server.ack().server.abort());
        Followed followed = Followed.together(scripts);
        assertThat(followed.flows.counts().connections).isEqualTo(5001);
        assertThat(followed.flows.counts().evicted).isZero();
        assertThat(followed.facts().surroundings().connections()).isEqualTo(5001);
    }
}
