package dev.finwait.cli.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void alternativesAreListedAsInASentence() {
        assertThat(Words.alternatives(List.of())).isEmpty();
        assertThat(Words.alternatives(List.of(Cause.LINGER_ZERO))).isEqualTo("closed with linger zero");
        assertThat(Words.alternatives(List.of(Cause.LINGER_ZERO, Cause.PROCESS_DIED, Cause.ADMIN_KILL)))
                .isEqualTo("closed with linger zero, the process died or killed by an administrator or a tool");
    }

    @Test
    void namesKeepTheirCapitals() {
        assertThat(Words.lowerFirst("HTTP/2 GOAWAY")).isEqualTo("HTTP/2 GOAWAY");
        assertThat(Words.lowerFirst("Node.js: socket hang up")).isEqualTo("Node.js: socket hang up");
        assertThat(Words.lowerFirst("A box forgot")).isEqualTo("a box forgot");
        assertThat(Words.lowerFirst("FIN-WAIT forbidden")).isEqualTo("FIN-WAIT forbidden");
    }

    @Test
    void aProcessInAContainerSaysInWhich() {
        String id = "4faf35ea4b3ecba25e5398605d20e6ec4faf35ea4b3ecba25e5398605d20e6ec";
        assertThat(Words.process(new ProcessIdentity(812, "nginx", null, null, "nginx.service")))
                .isEqualTo("nginx[812]");
        assertThat(Words.process(new ProcessIdentity(812, "nginx", null, id, null)))
                .isEqualTo("nginx[812] in 4faf35ea4b3e");
        assertThat(Words.process(new ProcessIdentity(812, "nginx", null, "/lxc.payload.a-long-name", null)))
                .isEqualTo("nginx[812] in /lxc.payload.a-long-name");
    }

    @Test
    void harmNamesTheBytesWhereTheyAreKnown() {
        assertThat(Words.harm(Verdicts.keepAliveRace(1, 0, 1, 65_000))).isEqualTo("298 bytes lost");
        assertThat(Words.harm(Verdicts.injected(1, 0, 1, "GRE", "x"))).isEqualTo("may have lost data");
        assertThat(Words.harm(Verdicts.harmlessAbort(1, 0, 1))).isEqualTo("no harm");
    }
}
