package dev.finwait.diagnosis.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import org.junit.jupiter.api.Test;

final class NeighbourhoodsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void connectionsOfOneServiceShareItsHistory() {
        Neighbourhoods<String, String> all = new Neighbourhoods<>();
        Neighbourhood one = all.of("server:443", "a", "server");
        Neighbourhood other = all.of("server:443", "b", "server");
        Neighbourhood elsewhere = all.of("server:80", "a", "server");
        assertThat(one.service()).isSameAs(other.service()).isNotSameAs(elsewhere.service());
        assertThat(one.clientHost()).isSameAs(elsewhere.clientHost());
        assertThat(one.service().connections()).isEqualTo(2);
    }

    @Test
    void theOneNotUsedForLongestIsForgotten() {
        Neighbourhoods<Integer, Integer> all = new Neighbourhoods<>(10);
        ServiceHistory kept = all.of(1, 1, 2).service();
        for (int i = 100; i < 108; i++) {
            all.of(i, 1, 2);
        }
        all.of(1, 1, 2);
        for (int i = 200; i < 208; i++) {
            all.of(i, 1, 2);
        }
        assertThat(all.of(1, 1, 2).service()).isSameAs(kept);
        assertThat(all.of(100, 1, 2).service().connections()).isEqualTo(1);
    }

    @Test
    void aResetKnowsOthersOfItsEndAtThatInstant() {
        Neighbourhoods<String, String> all = new Neighbourhoods<>();
        Neighbourhood here = all.of("server:443", "a", "server");
        here.of(Side.SERVER).reset(SECOND, true);
        here.of(Side.SERVER).reset(SECOND + 1, false);
        here.of(Side.CLIENT).reset(SECOND, true);
        here.of(Side.SERVER).closed(SECOND);
        here.of(Side.SERVER).closed(SECOND);
        here.serverHost().showed(57);
        here.service().accepted(2 * SECOND);
        Surroundings around = here.around(Side.SERVER, SECOND, 0, true, true, true);
        assertThat(around).isEqualTo(new Surroundings(1, here.service().idleCloses(), 57, 2, 1, 1, true));
        assertThat(here.around(Side.CLIENT, SECOND, 0, false, false, false).resetsAtOnce())
                .isEqualTo(2);
        assertThat(here.around(Side.SERVER, 5 * SECOND, 0, false, true, false))
                .isEqualTo(new Surroundings(1, here.service().idleCloses(), 57, 1, 1, 0, false));
    }

    @Test
    void whatEndedBeforeAConnectionWasSetUpDidNotEndWithIt() {
        Neighbourhood here = new Neighbourhoods<String, String>().of("server:443", "a", "server");
        here.of(Side.SERVER).reset(SECOND, true);
        here.of(Side.SERVER).closed(SECOND);
        here.of(Side.SERVER).reset(SECOND + 5_000_000, true);
        Surroundings around = here.around(Side.SERVER, SECOND + 5_000_000, SECOND + 1, true, true, false);
        assertThat(around.resetsAtOnce()).isEqualTo(1);
        assertThat(around.resetsAtOnceUnused()).isEqualTo(1);
        assertThat(around.closesAtOnce()).isZero();
    }

    @Test
    void aClientsHostThatEndsMoreLaterIsAlive() {
        Neighbourhood here = new Neighbourhoods<String, String>().of("server:443", "a", "server");
        here.of(Side.CLIENT).reset(SECOND, false);
        assertThat(here.around(Side.CLIENT, SECOND, 0, true, false, false).endAlive())
                .isFalse();
        here.of(Side.CLIENT).closed(2 * SECOND);
        assertThat(here.around(Side.CLIENT, SECOND, 0, true, false, false).endAlive())
                .isTrue();
    }

    @Test
    void aTtlThatVariesTellsNothing() {
        HostHistory host = new HostHistory();
        host.showed(64);
        host.showed(64);
        assertThat(host.ttl()).isEqualTo(64);
        host.showed(63);
        assertThat(host.ttl()).isEqualTo(-1);
    }

    @Test
    void shortPausesAreNoIdleTimes() {
        ServiceHistory service = new ServiceHistory();
        service.closedIdle(SECOND / 3);
        service.closedIdle(-1);
        assertThat(service.idleCloses().count()).isZero();
        service.closedIdle(SECOND);
        assertThat(service.idleCloses().count()).isEqualTo(1);
    }
}
