"""Boxes between client and server, and hosts that come back as others: filters, NAT, forgers, reboots, scans."""
import os, random, shutil, socket, struct, sys, threading, time
from kernels import HELLO, cut, talk
from stage import LINGER_ZERO, quietly

RST, ACK, RST_ACK, SYN = 0x04, 0x10, 0x14, 0x02


def filters(stage):
    return "ip6tables" if stage.ipv6 else "iptables"


def rejecting(stage, side, chain, *match):
    """A rule that resets, and how it is taken away."""
    rule = [chain, "-p", "tcp", *match, "-j", "REJECT", "--reject-with", "tcp-reset"]
    stage.run(filters(stage), "-w", "-I", *rule, at=side, check=True)
    return lambda: stage.run(filters(stage), "-w", "-D", *rule, at=side)


def rejects(stage):
    stage.label(8401, "firewall-reject", "iptables REJECT", "SYN, at the router")
    with stage.listener(8401) as server:
        first = stage.dial(8401)
        peer, _ = server.accept()
        stage.notes[stage.ends(first)] = (None, None, None)
        talk(first, peer)
        unreject = rejecting(stage, "router", "FORWARD", "--dport", "8401")
        for i in range(3):
            stage.dial(8401).close()
        unreject()
        first.close()
        peer.close()
    for port, side, chain, dport, ending in ((8402, "router", "FORWARD", "--dport", "mid-stream, at the router"),
                                             (8403, "server", "INPUT", "--dport", "mid-stream, at the server"),
                                             (8404, "router", "FORWARD", "--sport", "mid-stream, of what the server sends")):
        stage.label(port, "firewall-reject", "iptables REJECT", ending)
        for i in range(3):
            s, peer = stage.pair(port)
            talk(s, peer)
            unreject = rejecting(stage, side, chain, dport, str(port))
            quietly((s if dport == "--dport" else peer).sendall, HELLO)
            time.sleep(0.15)
            unreject()
            s.close()
            peer.close()
    stage.label(8405, "firewall-reject", "iptables REJECT", "SYN, at the server")
    with stage.listener(8405) as server:
        unreject = rejecting(stage, "server", "INPUT", "--dport", "8405")
        for i in range(3):
            stage.dial(8405).close()
        unreject()
    if not stage.run("nft", "--version").returncode:
        stage.label(8406, "firewall-reject", "nftables reject", "mid-stream, at the router")
        for i in range(3):
            s, peer = stage.pair(8406)
            talk(s, peer)
            stage.run("nft", "add table inet t; add chain inet t f { type filter hook forward priority 0; }; add rule inet t f tcp dport 8406 reject with tcp reset",
                      at="router", check=True)
            quietly(s.sendall, HELLO)
            time.sleep(0.15)
            stage.run("nft", "delete table inet t", at="router")
            s.close()
            peer.close()


def translation(stage):
    """A router that translates addresses and forgets idle connections."""
    if stage.ipv6:
        return
    stage.label(8411, "idle-forgotten", "NAT", "forgets after 60 s, rejects what comes next")
    stage.label(8412, "idle-forgotten", "NAT", "forgets after 3 s, rejects what comes next")
    unknown = ["FORWARD", "-p", "tcp", "-m", "multiport", "--dports", "8411,8412", "!", "--syn", "-m", "conntrack", "--ctstate", "INVALID,NEW",
               "-j", "REJECT", "--reject-with", "tcp-reset"]
    stage.run("iptables", "-w", "-A", *unknown, at="router", check=True)
    stage.run("sysctl", "-qw", "net.netfilter.nf_conntrack_tcp_timeout_established=3", at="router")
    short = [stage.pair(8412) for i in range(3)]
    for s, peer in short:
        talk(s, peer)
    time.sleep(0.2)
    stage.run("sysctl", "-qw", "net.netfilter.nf_conntrack_tcp_timeout_established=60", at="router")
    stage.long = [stage.pair(8411) for i in range(2)]
    for s, peer in stage.long:
        talk(s, peer)
    stage.long_since = time.monotonic()
    time.sleep(4.5)
    for s, peer in short:
        quietly(s.sendall, HELLO)
        time.sleep(0.05)
        s.close()
        peer.close()


def translation_long(stage):
    """The second half of the case above, as late as possible."""
    if stage.ipv6 or not hasattr(stage, "long"):
        return
    time.sleep(max(0, stage.long_since + 62 - time.monotonic()))
    for s, peer in stage.long:
        quietly(s.sendall, HELLO)
        time.sleep(0.05)
        s.close()
        peer.close()


def escaped(stage):
    """A packet outside of the window is not translated back, and meets a client that does not know it."""
    if stage.ipv6:
        return
    virtual = "198.18.72.200"
    dnat = ["-t", "nat", "-A", "PREROUTING", "-d", virtual, "-p", "tcp", "--dport", "8413", "-j", "DNAT", "--to-destination", "%s:8413" % stage.server]
    stage.run("iptables", "-w", *dnat, at="router", check=True)
    stage.label(8413, "conntrack-invalid", "conntrack", "INVALID packet is not translated")
    for i in range(3):
        with stage.listener(8413) as server:
            s = stage.dial(8413, address=virtual)
            peer, _ = server.accept()
        wire = Wire(stage, "server")
        talk(s, peer)
        time.sleep(0.1)
        seq, ack = wire.last(peer.getsockname(), peer.getpeername())
        # Acknowledges what was never sent: conntrack calls it invalid.
        forge(stage, "server", peer.getsockname(), peer.getpeername(), seq, (ack + 200_000) & 0xffffffff, ACK, 64, 1)
        time.sleep(0.2)
        s.close()
        peer.close()


class Wire:
    """Listens at one end to what passes, so that a packet can be forged that fits."""

    def __init__(self, stage, side):
        self.stage = stage
        self.socket = stage.inside(side, lambda: socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3)))
        self.socket.settimeout(1)

    def last(self, source, destination):
        """Sequence number behind the last packet of that flow, and its acknowledgment number."""
        found = None
        self.socket.setblocking(False)
        while True:
            try:
                packet = self.socket.recv(65535)
            except OSError:
                return found
            if packet[0] >> 4 == 4 and packet[9] == 6:
                at, size, first, total = (packet[0] & 15) * 4, 4, 12, struct.unpack_from("!H", packet, 2)[0]
            elif packet[0] >> 4 == 6 and packet[6] == 6:
                at, size, first, total = 40, 16, 8, 40 + struct.unpack_from("!H", packet, 4)[0]
            else:
                continue
            ports = struct.unpack_from("!HH", packet, at)
            family = socket.AF_INET if size == 4 else socket.AF_INET6
            ends = [(socket.inet_ntop(family, packet[first + i * size:first + (i + 1) * size]), ports[i]) for i in (0, 1)]
            if ends == [tuple(source[:2]), tuple(destination[:2])]:
                seq, ack = struct.unpack_from("!II", packet, at + 4)
                header, flags = (packet[at + 12] >> 4) * 4, packet[at + 13]
                found = (seq + total - at - header + (flags & 1) + (flags >> 1 & 1), ack)


def sum16(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xffff)
    return ~(total + (total >> 16)) & 0xffff


def forge(stage, side, source, destination, seq, ack, flags, ttl, identification, window=0):
    """A packet of nobody, sent in somebody's name."""
    family = socket.AF_INET6 if stage.ipv6 else socket.AF_INET
    ends = socket.inet_pton(family, source[0]) + socket.inet_pton(family, destination[0])
    tcp = struct.pack("!HHIIBBHHH", source[1], destination[1], seq & 0xffffffff, ack & 0xffffffff, 5 << 4, flags, window, 0, 0)
    pseudo = ends + (struct.pack("!IHBB", len(tcp), 0, 0, 6) if stage.ipv6 else struct.pack("!HH", 6, len(tcp)))
    tcp = tcp[:16] + struct.pack("!H", sum16(pseudo + tcp)) + tcp[18:]
    if stage.ipv6:
        header = struct.pack("!IHBB", 6 << 28, len(tcp), 6, ttl) + ends
    else:
        header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), identification, 0x4000, ttl, 6, 0) + ends

    def send():
        with socket.socket(family, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
            raw.sendto(header + tcp, (destination[0], 0) if family == socket.AF_INET else (destination[0], 0, 0, 0))

    stage.inside(side, send)


def injectors(stage):
    """As Suricata and its like do it: RST and ACK to both ends; a censor: three with spread numbers; one that copies
    the TTL; one that is late for a busy stream."""
    for port, ending in ((8421, "to both ends, TTL 64 of its own"), (8422, "three to the client, spread numbers"),
                         (8423, "to the client, with the server's TTL"), (8424, "to the server only, other TTL"),
                         (8425, "to the client, in a download")):
        stage.label(port, "injected", "injector", ending)
        for i in range(3):
            wire = Wire(stage, "router")
            s, peer = stage.pair(port)
            talk(s, peer)
            client, server = s.getsockname()[:2], peer.getsockname()[:2]
            time.sleep(0.1)
            seq, ack = wire.last(server, client)
            if port == 8421:
                forge(stage, "router", server, client, seq, ack, RST_ACK, 64, 0)
                forge(stage, "router", client, server, ack, seq, RST_ACK, 64, 0)
            elif port == 8422:
                for offset in (0, 1460, 4380):
                    forge(stage, "router", server, client, seq + offset, ack, RST_ACK, random.randrange(40, 200), random.randrange(65536))
            elif port == 8423:
                forge(stage, "router", server, client, seq, ack, RST_ACK, 63, random.randrange(65536))
            elif port == 8424:
                forge(stage, "router", client, server, ack, seq, RST, 120, random.randrange(65536))
            else:
                peer.sendall(b"x" * 5_000)
                time.sleep(0.05)
                seq, ack = wire.last(server, client)
                forge(stage, "router", server, client, seq, ack, RST_ACK, 200, random.randrange(65536))
            time.sleep(0.05)
            quietly(peer.sendall, b"x" * 500)
            quietly(s.sendall, HELLO)
            time.sleep(0.3)
            s.close()
            peer.close()
    # Numbers that nobody believes: no reset at all.
    stage.label(8426, None, "injector", "blind, wrong numbers")
    wire = Wire(stage, "router")
    s, peer = stage.pair(8426)
    talk(s, peer)
    time.sleep(0.1)
    client, server = s.getsockname()[:2], peer.getsockname()[:2]
    seq, ack = wire.last(server, client)
    for offset in (900_000_000, 3_000, 1_000):
        forge(stage, "router", server, client, seq + offset, 0, RST, 63, 7)
    time.sleep(0.1)
    for i in range(3):
        talk(s, peer)
    s.shutdown(socket.SHUT_WR)
    peer.recv(10)
    peer.close()
    s.recv(10)
    s.close()


def reboots(stage):
    """The server forgets everything; or its address goes to another machine."""
    stage.label(8431, "state-lost", "server reboots", "client asks again")
    for i in range(3):
        s, peer = stage.pair(8431)
        talk(s, peer)
        time.sleep(0.5)
        uncut = cut(stage, "server")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        peer.close()
        time.sleep(0.1)
        uncut()
        quietly(s.sendall, HELLO)
        time.sleep(0.1)
        s.close()
    # A probe that keeps the connection alive finds out; and a server that pushes to a client that is new.
    stage.label(8433, "state-lost", "server reboots", "a keep-alive probe finds out")
    stage.label(8434, "state-lost", "client reboots", "server sends")
    pairs = [stage.pair(8433) for i in range(2)]
    for s, peer in pairs:
        talk(s, peer)
        for option, value in ((socket.TCP_KEEPIDLE, 2), (socket.TCP_KEEPINTVL, 1)):
            s.setsockopt(socket.IPPROTO_TCP, option, value)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    pushed = [stage.pair(8434) for i in range(3)]
    for s, peer in pushed:
        talk(s, peer)
    time.sleep(0.5)
    uncut = [cut(stage, side) for side in ("server", "client")]
    for rebooted in [peer for s, peer in pairs] + [s for s, peer in pushed]:
        rebooted.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        rebooted.close()
    for each in uncut:
        each()
    for s, peer in pushed:
        quietly(peer.sendall, HELLO)
    time.sleep(3)
    for each in [s for s, peer in pairs] + [peer for s, peer in pushed]:
        each.close()
    if stage.ipv6:
        return
    stage.label(8432, "flow-moved", "address moves", "client asks again")
    other = "fp-%d-other" % os.getpid()
    stage.run("ip", "netns", "add", other, check=True)
    stage.names["other"] = other
    stage.run("ip", "link", "add", "eth0", "netns", other, "type", "veth", "peer", "name", "to-other", "netns", stage.names["router"], check=True)
    stage.run("ip", "link", "set", "lo", "up", at="other")
    stage.address("other", "eth0", stage.server)
    stage.run("ip", "link", "set", "eth0", "up", at="other")
    stage.run("ip", "link", "set", "to-other", "up", at="router")
    stage.run("ip", "route", "add", "default", "dev", "eth0", at="other")
    for side, link, peer, far in (("other", "eth0", "router", "to-other"), ("router", "to-other", "other", "eth0")):
        link_address = stage.run("cat", "/sys/class/net/%s/address" % far, at=peer).stdout.strip()
        stage.run("ip", "neigh", "replace", stage.client if side == "other" else stage.server, "lladdr", link_address, "dev", link, at=side)
    for i in range(3):
        s, peer = stage.pair(8432)
        talk(s, peer)
        time.sleep(0.4)
        route = [stage.server + ("/128" if stage.ipv6 else "/32"), "dev", "to-other"]
        stage.run("ip", "route", "add", *route, at="router")
        quietly(s.sendall, HELLO)
        time.sleep(1.5)
        stage.run("ip", "route", "del", *route, at="router")
        s.close()
        peer.close()


def scans(stage):
    if not shutil.which("nmap"):
        return
    six = ["-6"] if stage.ipv6 else []
    with stage.listener(8441):
        stage.label(8441, "handshake-abandoned", "nmap", "-sS, open port")
        stage.run("nmap", *six, "-n", "-Pn", "-sS", "-p", "8441,8442", "--max-retries", "0", stage.server, at="client")
    with stage.listener(8443):
        stage.label(8443, "handshake-abandoned", "nmap", "-sT, open port")
        stage.run("nmap", *six, "-n", "-Pn", "-sT", "-p", "8443,8444", "--max-retries", "0", stage.server, at="client")
    stage.label(8442, "port-closed", "nmap", "-sS, closed port")
    stage.label(8444, "port-closed", "nmap", "-sT, closed port")
    with stage.listener(8445):
        stage.label(8445, None, "nmap", "-sA")
        stage.run("nmap", *six, "-n", "-Pn", "-sA", "-p", "8445", "--max-retries", "0", stage.server, at="client")
        stage.run("nmap", *six, "-n", "-Pn", "-sF", "-p", "8446", "--max-retries", "0", stage.server, at="client")


def collisions(stage):
    """The client comes back with the ports of a connection that the server still has, or that waits there."""
    stage.label(8451, "half-open-reconnect", "client reboots", "and takes the same port")
    stage.label(8452, "time-wait-collision", "client's port comes again", "while the server is in TIME_WAIT")
    for local in (41451, 41452, 41453):
        s, peer = stage.pair(8451, local)
        stage.notes[stage.ends(s)] = ("half-open-reconnect", "client reboots", "and takes the same port")
        talk(s, peer)
        uncut = cut(stage, "client")
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        s.close()
        time.sleep(0.1)
        uncut()
        with stage.listener(8451) as server:
            again = stage.dial(8451, local)
            server.settimeout(2)
            quietly(server.accept)
            again.close()
        peer.close()
    for local in (41461, 41462):
        wire = Wire(stage, "server")
        s, peer = stage.pair(8452, local)
        talk(s, peer)
        peer.shutdown(socket.SHUT_WR)
        s.recv(10)
        s.close()
        peer.close()
        time.sleep(0.2)
        seq, ack = wire.last((stage.client, local), (stage.server, 8452))
        with stage.listener(8452):
            # A SYN with an older number, of a client without timestamps.
            forge(stage, "client", (stage.client, local), (stage.server, 8452), seq - 200_000, 0, SYN, 64, 5, 1024)
            time.sleep(0.3)


CASES = [translation, rejects, escaped, injectors, reboots, scans, collisions, translation_long]
