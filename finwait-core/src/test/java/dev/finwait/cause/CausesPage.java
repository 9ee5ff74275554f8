package dev.finwait.cause;

/// Writes the catalogue as the Markdown page `docs/causes.md`.
final class CausesPage {
    private static final String INTRODUCTION = """
            # Why TCP connections are reset

            `Connection reset` is one error with many causes. This page lists them all: how to recognise each one,
            who sent the reset, what was lost, and what to change. The ids are the names that every command of Finwait
            uses; `finwait explain ID` shows the same text in a terminal.

            Three ideas stand behind most resets:

            1. **abort**: somebody threw a live connection away.
            2. **gone**: the other end has no such connection (any more).
            3. **late**: bytes were sent to an end that had already closed.

            ## Words used here

            - A **reset** is a TCP packet with the RST flag. It ends the connection at once, without delivery of what
              is still under way. A **FIN** is the orderly goodbye: "I have sent everything".
            - An **active reset** is sent by a kernel that throws a live connection away, mostly because an
              application closed it. It carries RST and ACK and the connection's own numbers; its window is not 0.
            - A **reply reset** is an answer to a packet for which there is no connection (any more). It carries RST
              without ACK, its sequence number is copied from the packet it answers, its window is 0, and it has no
              options. The answer to a SYN carries RST and ACK and sequence number 0.
            - **Half-close** means to shut down the write side only: the peer reads end-of-stream, and one can still
              read. **Draining** means to read and discard until end-of-stream.
            - **ECONNRESET**, **EPIPE** and the like are the errors of the system calls; the texts in quotes are
              Java's. Their numbers on Linux, macOS and Windows: `finwait explain --list`.

            The shapes of resets and the names of reasons and counters are those of Linux; other systems differ in
            detail. Packets alone cannot always tell two causes apart. Where that is so, the text says it.
            """;

    private CausesPage() {}

    static String render() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        contents(page);
        for (Family family : Family.values()) {
            family(page, family);
        }
        return page.append("\n---\nGenerated from the catalogue in `finwait-core` (package `dev.finwait.cause`). ")
                .append("Do not edit; change the catalogue and run\n`")
                .append(CausesPageTest.REGENERATE)
                .append("`.\n")
                .toString();
    }

    private static void contents(StringBuilder page) {
        page.append("\n## Contents\n");
        for (Family family : Family.values()) {
            page.append("\n**[%s](#%s)**: %s\n\n".formatted(family.title(), family.id(), family.meaning()));
            for (Cause cause : Cause.of(family)) {
                page.append("- [`%s`](#%s) %s\n".formatted(cause.id(), cause.id(), cause.title()));
            }
        }
    }

    private static void family(StringBuilder page, Family family) {
        page.append("\n<a id=\"%s\"></a>\n\n## %s\n\n".formatted(family.id(), family.title()));
        page.append("Family `%s`. %s\n\n**Cure:** %s\n".formatted(family.id(), family.meaning(), family.cure()));
        for (Cause cause : Cause.of(family)) {
            cause(page, cause);
        }
    }

    private static void cause(StringBuilder page, Cause cause) {
        page.append("\n<a id=\"%s\"></a>\n\n### `%s`: %s\n\n".formatted(cause.id(), cause.id(), cause.title()));
        page.append(cause.explanation()).append("\n\n");
        row(page, "Who sends it", cause.sentBy());
        row(page, "In the packets", cause.wireEvidence());
        row(page, "In the kernel", cause.kernelEvidence());
        row(page, "The side that resets sees", cause.resettingSideSees());
        row(page, "The side that is reset sees", cause.receivingSideSees());
        row(page, "Lost", cause.lost());
        row(page, "Cure", cause.cure());
    }

    private static void row(StringBuilder page, String name, String text) {
        page.append("- **").append(name).append(":** ").append(text).append('\n');
    }
}
