package dev.finwait.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the plan of a recording promises.
final class PlanTest {
    private static final int CONNECTIONS = 20_000;

    private final Plan plan = new Plan(CONNECTIONS, 180_000_000, 262_144, 1);

    @Test
    void sameNumbersGiveTheSameExchanges() {
        Plan again = new Plan(CONNECTIONS, 180_000_000, 262_144, 1);
        for (int number = 0; number < 100; number++) {
            assertThat(again.exchange(number)).isEqualTo(plan.exchange(number));
        }
    }

    @Test
    void anotherSeedGivesOtherExchanges() {
        Plan other = new Plan(CONNECTIONS, 180_000_000, 262_144, 2);
        Set<Exchange> same = new HashSet<>();
        for (int number = 0; number < 100; number++) {
            if (other.exchange(number).equals(plan.exchange(number))) {
                same.add(plan.exchange(number));
            }
        }
        assertThat(same).isEmpty();
    }

    @Test
    void noTwoExchangesShareAClientAddressAndEveryEndingOccurs() {
        Set<InetSocketAddress> clients = new HashSet<>();
        Set<Ending> endings = EnumSet.noneOf(Ending.class);
        for (int number = 0; number < CONNECTIONS; number++) {
            clients.add(plan.exchange(number).client());
            endings.add(plan.exchange(number).ending());
        }
        assertThat(clients).hasSize(CONNECTIONS);
        assertThat(endings).containsExactlyInAnyOrder(Ending.values());
    }

    @Test
    void aShorterSnapLengthAsksForMoreData() {
        Plan cut = new Plan(CONNECTIONS, 180_000_000, 128, 1);
        assertThat(cut.exchange(0).bodyBytes()).isGreaterThan(plan.exchange(0).bodyBytes());
    }
}
