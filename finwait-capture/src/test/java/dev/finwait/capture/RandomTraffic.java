package dev.finwait.capture;

import java.util.Random;
import java.util.random.RandomGenerator;

/// Segments with anything in their headers that a header can hold, the same for the same seed.
public final class RandomTraffic {
    private static final String[] ADDRESSES = {"192.0.2.1", "198.51.100.7", "203.0.113.200"};
    private static final String[] ADDRESSES_6 = {"2001:db8::1", "2001:db8:0:1::f", "2001:db8:ffff::2"};
    private static final String[] PAYLOADS = {
        "", "x", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "\025\003\003\000\002"
    };

    private final RandomGenerator random;
    private long nanos = 1_700_000_000_000_000_000L;

    /// Of a seed.
    public RandomTraffic(long seed) {
        random = new Random(seed);
    }

    /// A capture of Ethernet with so many segments.
    public TestCapture capture(int segments) {
        TestCapture capture = new TestCapture();
        for (int i = 0; i < segments; i++) {
            nanos += random.nextLong(2_000_000_000);
            capture.add(nanos, segment());
        }
        return capture;
    }

    /// The next segment.
    public TestSegment segment() {
        String[] addresses = random.nextBoolean() ? ADDRESSES : ADDRESSES_6;
        TestSegment segment = new TestSegment(
                        addresses[random.nextInt(addresses.length)],
                        random.nextInt(65_536),
                        addresses[random.nextInt(addresses.length)],
                        random.nextInt(65_536))
                .flags(random.nextInt(256))
                .sequence(random.nextInt())
                .acknowledgment(random.nextInt())
                .window(random.nextInt(65_536))
                .ttl(1 + random.nextInt(255))
                .trafficClass(random.nextInt(256))
                .ipId(random.nextInt(65_536))
                .dontFragment(random.nextBoolean())
                .payload(PAYLOADS[random.nextInt(PAYLOADS.length)]);
        if (random.nextInt(3) == 0) {
            segment.ipOptions(new byte[4 * random.nextInt(11)]);
        }
        if (random.nextBoolean()) {
            segment.timestamps(random.nextInt(), random.nextInt());
        } else {
            byte[] options = new byte[4 * random.nextInt(11)];
            random.nextBytes(options);
            segment.options(options);
        }
        return segment;
    }
}
