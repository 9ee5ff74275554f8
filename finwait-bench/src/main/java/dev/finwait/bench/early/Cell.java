package dev.finwait.bench.early;

/// One line of the result: a server, a client, a request, and what came of it.
///
/// @param server the server's name
/// @param client the client's name
/// @param megabytes the length of the upload
/// @param answer the answer asked for
/// @param order when the client reads; "-" when that is its own affair
/// @param tally what was seen
record Cell(String server, String client, int megabytes, Answer answer, String order, Tally tally) {
    static final String HEADER = "where\tserver\tclient\tupload_mb\tanswer\torder\truns\tfull\tfull_naive"
            + "\tfull_not_closed\tpartial\tnothing\tmutual_wait\tother";

    String line(String where) {
        return String.join(
                "\t",
                where,
                server,
                client,
                Integer.toString(megabytes),
                answer.toString(),
                order,
                Integer.toString(tally.runs()),
                Integer.toString(tally.full()),
                Integer.toString(tally.fullForNaive()),
                count(Ending.Kind.FULL_NOT_CLOSED),
                count(Ending.Kind.PARTIAL),
                count(Ending.Kind.NOTHING),
                count(Ending.Kind.MUTUAL_WAIT),
                count(Ending.Kind.OTHER));
    }

    private String count(Ending.Kind kind) {
        return Integer.toString(tally.count(kind));
    }
}
