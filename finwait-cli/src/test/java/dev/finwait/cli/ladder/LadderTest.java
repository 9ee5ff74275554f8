package dev.finwait.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.ConnectionStory;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.verdict.Tale;
import dev.finwait.cli.verdict.Verdicts;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LadderTest {
    private static String drawn(Ladder ladder, int columns) {
        StringWriter text = new StringWriter();
        Terminal terminal = Terminal.of(Map.of("COLUMNS", Integer.toString(columns)), "", StandardCharsets.UTF_8);
        new TextLadder(new PrintWriter(text), terminal).print(ladder);
        return text.toString();
    }

    @Test
    void theDecidingPacketsCarryTheNumbersOfTheEvidence() {
        String drawn = drawn(Ladder.of(Verdicts.keepAliveRace(50_100, 0, 100, 65_000)), 80);
        assertThat(drawn)
                .contains("client 10.0.4.17:50100", "server 10.0.8.20:8080", "silence for 65.0 s")
                .containsPattern("65\\.007000 +507  │◄─+ FIN  seq 2301, ack 313 ─│ \\[2]")
                .containsPattern("65\\.049000 +510  │◄─+ RST  seq 2302 ─│ \\[1]");
        assertThat(drawn.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static ConnectionStory longStory(int resumesAt, long leftOut) {
        Tale tale = Tale.of("192.0.2.1:1", "192.0.2.2:2", Verdicts.START, 1).opened();
        for (int i = 0; i < 200; i++) {
            tale.data(Side.SERVER, 1000);
        }
        ConnectionFacts facts = tale.fin(Side.SERVER).data(Side.CLIENT, 10).refused(Side.SERVER);
        return new ConnectionStory(facts.client(), facts.server(), facts.wire().story(), resumesAt, leftOut, facts);
    }

    @Test
    void longRunsOfDataAreFoldedAndTheirBytesCounted() {
        ConnectionStory story = longStory(0, 0);
        Ladder ladder = Ladder.of(story, null);
        assertThat(ladder.rungs()).hasSizeLessThan(15);
        long folded = ladder.rungs().stream()
                .mapToLong(rung -> switch (rung) {
                    case Rung.Folded some -> some.packets();
                    case Rung.Packet packet -> 1;
                    case Rung.Silence silence -> 0;
                    case Rung.Unknown unknown -> 0;
                })
                .sum();
        assertThat(folded).isEqualTo(story.segments().size());
        assertThat(drawn(ladder, 100)).contains("0 bytes from the client, 195,000 bytes from the server");
    }

    @Test
    void packetsThatAStoryLeavesOutAreCountedWhereTheyWere() {
        List<Rung> rungs = Ladder.of(longStory(103, 5_000), null).rungs();
        int gap = rungs.indexOf(new Rung.Unknown(5_000));
        assertThat(rungs.get(gap - 1))
                .isInstanceOfSatisfying(
                        Rung.Packet.class,
                        last -> assertThat(last.segment().sequence()).isEqualTo(99_001));
        assertThat(rungs.get(gap + 1))
                .isInstanceOfSatisfying(
                        Rung.Packet.class,
                        next -> assertThat(next.segment().sequence()).isEqualTo(100_001));
        assertThat(rungs.getLast())
                .isInstanceOfSatisfying(
                        Rung.Packet.class, last -> assertThat(last.resets()).isTrue());
    }

    @Test
    void packetsThatFactsDoNotKeepAreCountedBehindTheHandshake() {
        Verdict whole = Verdicts.keepAliveRace(50_100, 0, 100, 65_000);
        Ladder ladder = Ladder.of(Verdicts.withoutPackets(whole, 3, 7));
        assertThat(ladder.rungs().get(3)).isEqualTo(new Rung.Unknown(4));
        assertThat(ladder.rungs().subList(0, 3))
                .isEqualTo(Ladder.of(whole).rungs().subList(0, 3));
        assertThat(drawn(ladder, 80)).contains("4 more packets");
    }
}
