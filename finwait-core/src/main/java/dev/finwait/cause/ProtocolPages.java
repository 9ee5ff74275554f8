package dev.finwait.cause;

/// Family protocol: the rules of the protocol asked for the reset.
final class ProtocolPages {
    static final Page LATE_DISCONNECT = Page.titled("Ended with data still unsent while closing")
            .explanation("""
                    Both sides were saying goodbye when one of them gave the connection up with bytes still
                    unsent.""")
            .sentBy("The kernel of the side that still had data to send.")
            .wire("An active reset from a side in state CLOSING or LAST_ACK that has unsent data.")
            .kernel("Reason TCP_DISCONNECT_WITH_DATA.")
            .resettingSide(Seen.CLOSE_SAYS_NOTHING)
            .receivingSide(Seen.RESET)
            .lost("The unsent data of the side that reset.")
            .cure("Do not set SO_LINGER to zero on a connection that is closing; let it finish sending.");

    static final Page MPTCP_SUBFLOW = Page.titled("One path of a Multipath TCP connection ended")
            .explanation("""
                    Multipath TCP gave up one of the paths of a connection; the connection itself may go on over the
                    others.""")
            .sentBy("The kernel of either side.")
            .wire(
                    "A reset that carries the option MP_TCPRST, in which a reason can be read, and not MP_FASTCLOSE, which "
                            + "ends the whole connection; or a SYN with MP_JOIN that is refused.")
            .kernel("The MPTcpExt counters.")
            .resettingSide("Nothing while another path is left.")
            .receivingSide("Nothing while another path is left; ECONNRESET (\"Connection reset\") with the last one.")
            .lost("Nothing while another path is left.")
            .cure("Read the reason in the option; look for a box on that path that does not let Multipath TCP pass.");

    private ProtocolPages() {}
}
