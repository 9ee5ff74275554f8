package dev.finwait.bench.early;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// The table of one place: a server a row, percentages over all lengths of upload.
final class Summary {
    private static final String HEADER = """
            | server | connections | 200 B: full | 200 B: naive | 2 MiB, reads while writing: full | naive \
            | 2 MiB, writes first: full | naive | mutual waits |
            |---|---|---|---|---|---|---|---|---|
            """;

    private Summary() {}

    static String of(Collection<Cell> cells) {
        StringBuilder table = new StringBuilder(HEADER);
        cells.stream()
                .map(Cell::server)
                .distinct()
                .forEach(server -> table.append(row(
                        server,
                        cells.stream()
                                .filter(cell -> cell.server().equals(server))
                                .toList())));
        return table.toString();
    }

    private static String row(String server, List<Cell> cells) {
        Predicate<Cell> small = cell -> cell.answer() == Answer.SMALL;
        Predicate<Cell> bigReading = big(Order.READS_WHILE_WRITING);
        Predicate<Cell> bigWriting = big(Order.WRITES_FIRST);
        return String.join(
                        " | ",
                        "| " + server,
                        Integer.toString(sum(cells, Tally::runs)),
                        percent(cells, small, Tally::full),
                        percent(cells, small, Tally::fullForNaive),
                        percent(cells, bigReading, Tally::full),
                        percent(cells, bigReading, Tally::fullForNaive),
                        percent(cells, bigWriting, Tally::full),
                        percent(cells, bigWriting, Tally::fullForNaive),
                        Integer.toString(sum(cells, tally -> tally.count(Ending.Kind.MUTUAL_WAIT))))
                + " |\n";
    }

    private static Predicate<Cell> big(Order order) {
        return cell -> cell.answer() == Answer.BIG && cell.order().equals(order.toString());
    }

    private static int sum(List<Cell> cells, ToIntFunction<Tally> number) {
        return cells.stream().map(Cell::tally).mapToInt(number).sum();
    }

    /// Rounded down: only all of them are 100.
    static String percent(List<Cell> cells, Predicate<Cell> which, ToIntFunction<Tally> number) {
        List<Cell> chosen = cells.stream().filter(which).toList();
        int runs = sum(chosen, Tally::runs);
        return runs == 0 ? "-" : Long.toString(100L * sum(chosen, number) / runs);
    }
}
