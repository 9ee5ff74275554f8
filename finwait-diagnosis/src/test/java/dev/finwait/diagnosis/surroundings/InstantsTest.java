package dev.finwait.diagnosis.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InstantsTest {
    private static final long MILLI = 1_000_000L;

    @Test
    void eventsAreAtOnceWithinTwentyMillisecondsEitherWay() {
        Instants instants = new Instants();
        for (long at : new long[] {0, 79, 80, 100, 120, 121}) {
            instants.add(at * MILLI, at == 80 || at == 121);
        }
        assertThat(instants.around(100 * MILLI, Long.MIN_VALUE)).isEqualTo(3);
        assertThat(instants.markedAround(100 * MILLI, Long.MIN_VALUE)).isEqualTo(1);
        assertThat(instants.around(500 * MILLI, Long.MIN_VALUE)).isZero();
        assertThat(instants.markedAround(500 * MILLI, Long.MIN_VALUE)).isZero();
    }

    @Test
    void countsAreThoseOfAPlainListWhateverComes() {
        Random random = new Random(3);
        Instants instants = new Instants();
        List<Long> times = new ArrayList<>();
        List<Boolean> marks = new ArrayList<>();
        long now = 1L << 60;
        for (int i = 0; i < 5000; i++) {
            now += random.nextInt(6) * MILLI / 2;
            boolean mark = random.nextInt(3) == 0;
            times.add(now);
            marks.add(mark);
            instants.add(now, mark);
            long asked = now - random.nextInt(3000) * MILLI;
            int around = 0;
            int marked = 0;
            for (int j = times.size() - 1; j >= 0 && times.get(j) >= asked - 20 * MILLI; j--) {
                boolean in = times.get(j) <= asked + 20 * MILLI;
                around += in ? 1 : 0;
                marked += in && marks.get(j) ? 1 : 0;
            }
            assertThat(instants.around(asked, Long.MIN_VALUE)).isEqualTo(around);
            assertThat(instants.markedAround(asked, Long.MIN_VALUE)).isEqualTo(marked);
        }
    }

    @Test
    void anEarlierEventCountsAsOfTheLastOne() {
        Instants instants = new Instants();
        instants.add(100 * MILLI, false);
        instants.add(10 * MILLI, true);
        assertThat(instants.around(100 * MILLI, Long.MIN_VALUE)).isEqualTo(2);
    }

    @Test
    void noMoreAreKeptThanTheLimit() {
        Instants instants = new Instants();
        for (int i = 0; i < Instants.MOST + 100; i++) {
            instants.add(5, true);
        }
        assertThat(instants.around(5, Long.MIN_VALUE)).isEqualTo(Instants.MOST);
        assertThat(instants.markedAround(5, Long.MIN_VALUE)).isEqualTo(Instants.MOST);
    }
}
