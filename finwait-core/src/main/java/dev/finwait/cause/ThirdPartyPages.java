package dev.finwait.cause;

/// Family third-party: somebody between the two ends.
final class ThirdPartyPages {
    static final Page FIREWALL_REJECT = Page.titled("Rejected by a firewall")
            .explanation("A firewall with a \"reject\" rule answered in the name of the peer.")
            .sentBy("The firewall, or the packet filter of the host itself.")
            .wire("""
                    Byte for byte a reply reset; the TTL tells how far away the firewall is. In mid-connection every
                    segment is rejected while the real end retransmits.""")
            .kernel("Neither a reset event nor OutRsts at the host that seems to have sent it.")
            .resettingSide("Nothing: neither kernel nor application took part.")
            .receivingSide("""
                    connect fails with ECONNREFUSED (Java: "Connection refused"); in mid-connection reads and writes
                    fail with ECONNRESET ("Connection reset").""")
            .lost("The request; on a rejected connect nothing.")
            .cure("Look for a changed rule or a flushed session table; allow the flow, or fix the address.");

    static final Page INJECTED = Page.titled("Forged by a box on the way")
            .explanation("""
                    An inspection or censorship device forged a reset in the name of one side, or of both, to cut
                    the connection.""")
            .sentBy("A device on the path: deep packet inspection, an intrusion prevention system, a censor.")
            .wire("""
                    A reset whose TTL, IP ID, DF bit or TOS differs from that side's other packets; no timestamps
                    where they were agreed; an ACK number without the ACK flag; several resets with spread numbers; an
                    answer faster than the path allows; or resets to both ends at once. The real peer goes on
                    sending.""")
            .kernel("A received-reset event, and no send-reset event on the machine that is said to have sent it.")
            .resettingSide("Nothing: it did not send the reset, and may receive one itself.")
            .receivingSide(Seen.RESET)
            .lost("Whatever was in flight.")
            .cure("Compare captures of both ends; ask who runs the device, and for an exception to its rule.");

    static final Page BLIND_ATTEMPT = Page.titled("A reset that was not believed")
            .explanation("""
                    Somebody sent a reset with a wrong sequence number; the receiver ignored or questioned it, and
                    the connection lives.""")
            .sentBy("A stranger who does not see the connection, or a packet from an older connection.")
            .wire("""
                    A reset out of the window, which is ignored, or within it but not exact, which is answered by one
                    challenge ACK.""")
            .kernel("Counter TCPChallengeACK.")
            .resettingSide("Nothing.")
            .receivingSide("Nothing: the connection lives.")
            .lost("Nothing.")
            .cure("Count it, do not alarm: it is no reset of a connection.");

    private ThirdPartyPages() {}
}
