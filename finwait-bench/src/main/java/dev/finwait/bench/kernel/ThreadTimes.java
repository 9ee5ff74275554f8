package dev.finwait.bench.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The processor time that threads of this process have used so far, those of the JVM included
/// (`/proc/self/task`, hundredths of a second, a tick each).
///
/// @param watch ticks of the thread that watches
/// @param compilers ticks of the JVM's compilers
/// @param rest ticks of all others: the collection of garbage, above all
record ThreadTimes(long watch, long compilers, long rest) {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final double TICKS_A_SECOND = 100;
    /// Where user and kernel time stand, behind the name.
    private static final int USER = 11;

    static ThreadTimes now() throws IOException {
        long watch = 0;
        long compilers = 0;
        long rest = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                String stat = Files.readString(task.resolve("stat"));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]);
                watch += name.equals("finwait-watch") ? ticks : 0;
                compilers += name.contains("CompilerThre") ? ticks : 0;
                rest += name.equals("finwait-watch") || name.contains("CompilerThre") ? 0 : ticks;
            }
        }
        return new ThreadTimes(watch, compilers, rest);
    }

    ThreadTimes since(ThreadTimes before) {
        return new ThreadTimes(watch - before.watch, compilers - before.compilers, rest - before.rest);
    }

    /// Microseconds for each of many things.
    static double each(long ticks, long things) {
        return ticks / TICKS_A_SECOND * 1e6 / things;
    }
}
