package dev.finwait.cause;

/// Family limits: a timer ran out or memory was short.
final class LimitPages {
    static final Page KEEPALIVE_TIMEOUT = Page.titled("Keep-alive probes went unanswered")
            .explanation("""
                    One side asked several times whether the other was still there, got no answer, and gave the
                    connection up.""")
            .sentBy("The kernel of the side that sent the probes.")
            .wire("Probes at a fixed interval (one byte below the next sequence number), no answer, an active reset.")
            .kernel("""
                    Reason TCP_KEEPALIVE_TIMEOUT, counter TCPAbortOnTimeout. It comes from a timer: the pid in the
                    event belongs to somebody else.""")
            .resettingSide("ETIMEDOUT (Java: \"Connection timed out\") from the next read or write.")
            .receivingSide("Usually nothing, as it is unreachable; if the reset arrives, ECONNRESET (\"Connection "
                    + "reset\").")
            .lost("Whatever was in flight when the path broke.")
            .cure("Find out why the peer or the path went silent: power, sleep, a broken link, a stateful box.");

    static final Page ORPHAN_OR_MEMORY = Page.titled("Too many orphans or too little memory")
            .explanation("""
                    The kernel had too many closed connections that were still sending, or too little TCP memory, and
                    dropped some of them.""")
            .sentBy("The kernel of the side that closed, under load.")
            .wire("An active reset soon after the FIN, under load.")
            .kernel("Reason TCP_ABORT_ON_MEMORY, counter TCPAbortOnMemory, and a line in the kernel log.")
            .resettingSide("Nothing: close had returned 0.")
            .receivingSide(Seen.RESET_AFTER_FIN)
            .lost("Bytes that were sent but not yet acknowledged may be lost.")
            .cure("""
                    Raise net.ipv4.tcp_max_orphans and net.ipv4.tcp_mem to fit the load; wait for the peer before
                    closing, so that fewer connections are orphans.""");

    static final Page ORPHAN_FIN_WAIT_EXPIRED = Page.titled("Waited for the peer's FIN in vain")
            .explanation("""
                    One side had closed, the peer never closed its own, and after a while the kernel stopped
                    waiting.""")
            .sentBy("The kernel of the side that closed first.")
            .wire("A FIN that is acknowledged, no FIN from the peer, and much later an active reset; or nothing, and a "
                    + "reply reset to the FIN that the peer sends at last.")
            .kernel("Reason TCP_STATE, raised by a timer and not by a process; NO_SOCKET for the answer to a late FIN.")
            .resettingSide("Nothing: close had returned 0.")
            .receivingSide(Seen.RESET_AFTER_FIN)
            .lost("Nothing of the side that closed; what the peer sends afterwards is refused.")
            .cure("""
                    Let the peer close when it reads end-of-stream; net.ipv4.tcp_fin_timeout sets how long the kernel
                    waits.""");

    private LimitPages() {}
}
