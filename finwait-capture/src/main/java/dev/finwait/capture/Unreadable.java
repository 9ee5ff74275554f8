package dev.finwait.capture;

import dev.finwait.capture.file.CaptureException;
import dev.finwait.capture.file.CaptureFiles;
import dev.finwait.capture.file.Skip;
import dev.finwait.capture.file.SkipCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Refuses captures that have packets of which none could be looked at, lest "no connection was reset" be said of them.
final class Unreadable {
    private Unreadable() {}

    /// Looks at what was left out.
    ///
    /// @throws CaptureException if that was every packet, for a reason that can be cured
    static void check(List<Path> files, long packets, SkipCounts skips) throws CaptureException {
        if (packets == 0) {
            return;
        }
        if (skips.of(Skip.UNKNOWN_LINK) == packets) {
            throw new CaptureException(names(files)
                    + ": its packets are of a link type that is not known here, `capinfos -E` names it: record on an "
                    + "Ethernet or loopback interface, or with `tcpdump -i any`");
        }
        if (skips.of(Skip.CUT_SHORT) == packets) {
            throw new CaptureException(names(files)
                    + ": its packets are cut before the end of their TCP headers: record with `tcpdump -s 128`");
        }
    }

    private static String names(List<Path> files) {
        return files.stream().map(CaptureFiles::name).collect(Collectors.joining(", "));
    }
}
