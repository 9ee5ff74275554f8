package dev.finwait.bench.early;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file that takes every cell of every table, one line of tab-separated values each. Lines are appended; a new
/// file begins with their header.
///
/// Thread-safe.
final class CellFile implements AutoCloseable {
    private final PrintWriter lines;
    private final String where;

    CellFile(Path file, String where) throws IOException {
        boolean fresh = !Files.exists(file);
        lines = new PrintWriter(
                Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true);
        this.where = where;
        if (fresh) {
            lines.println(Cell.HEADER);
        }
    }

    void add(Cell cell) {
        lines.println(cell.line(where));
    }

    @Override
    public void close() {
        lines.close();
    }
}
