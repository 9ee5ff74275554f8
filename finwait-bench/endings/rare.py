#!/usr/bin/env python3
"""Endings that need more than two sockets, staged on real kernels: a client, a router and a server, each in a network
namespace of its own. Records what passes at the client and at the server.

usage: rare.py OUTDIR [CASE ...]
Writes OUTDIR/client.pcap, OUTDIR/server.pcap and OUTDIR/intents.jsonl, one line for each connection: {"case": the cause's
id, "client", "server"}. Takes some 80 seconds, most of them for the idle box. Needs root, ip, iptables, tcpdump, tc. All
traffic stays within the namespaces, which are removed at the end.
"""
import ctypes, json, os, random, signal, socket, struct, subprocess, sys, threading, time

CLIENT, SERVER = "198.18.1.2", "198.18.2.2"
NAMES = {side: "fw-%d-%s" % (os.getpid(), side) for side in ("client", "router", "server")}
LINGER_ZERO = struct.pack("ii", 1, 0)
libc = ctypes.CDLL(None, use_errno=True)
intents = []


def run(*words, namespace=None, check=True):
    inside = ["ip", "netns", "exec", NAMES[namespace]] if namespace else []
    return subprocess.run(inside + list(words), check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def enter(side):
    """Moves this thread into a namespace: sockets made from now on belong to it."""
    with open("/run/netns/" + NAMES[side]) as handle:
        if libc.setns(handle.fileno(), 0x40000000):
            raise OSError(ctypes.get_errno(), "setns")


def inside(side, work, *arguments):
    """Does some work in a namespace, on a thread of its own, and hands back its result."""
    result = []

    def body():
        enter(side)
        result.append(work(*arguments))

    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    return result[0]


def build():
    for name in NAMES.values():
        run("ip", "netns", "add", name)
    for side, near, far in (("client", "198.18.1.2", "198.18.1.1"), ("server", "198.18.2.2", "198.18.2.1")):
        run("ip", "link", "add", "eth0", "netns", NAMES[side], "type", "veth", "peer", "name", "to-" + side, "netns", NAMES["router"])
        run("ip", "addr", "add", near + "/24", "dev", "eth0", namespace=side)
        run("ip", "link", "set", "eth0", "up", namespace=side)
        run("ip", "link", "set", "lo", "up", namespace=side)
        run("ip", "addr", "add", far + "/24", "dev", "to-" + side, namespace="router")
        run("ip", "link", "set", "to-" + side, "up", namespace="router")
        run("ip", "route", "add", "default", "via", far, namespace=side)
    run("sysctl", "-qw", "net.ipv4.ip_forward=1", namespace="router")


def listener(port, backlog=64):
    def make():
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind((SERVER, port))
        s.listen(backlog)
        return s

    return inside("server", make)


def dial(port, local=0, timeout=3):
    def make():
        s = socket.socket()
        s.settimeout(timeout)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind((CLIENT, local))
        return s

    s = inside("client", make)
    try:
        s.connect((SERVER, port))
    except OSError:
        pass
    return s


def pair(port, case, local=0):
    with listener(port) as server:
        s = dial(port, local)
        note(case, s, port)
        peer, _ = server.accept()
        return s, peer


def note(case, s, port):
    intents.append({"case": case, "client": "%s:%d" % s.getsockname()[:2], "server": "%s:%d" % (SERVER, port)})


def quietly(call, *arguments):
    try:
        return call(*arguments)
    except OSError:
        return None


def exchange(s, peer):
    s.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    peer.recv(100)
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    s.recv(100)


def rule(side, *words):
    run("iptables", "-w", "-A", *words, namespace=side)


def unrule(side, *words):
    run("iptables", "-w", "-D", *words, namespace=side)


def reject(port):
    return ("FORWARD", "-p", "tcp", "--dport", str(port), "-j", "REJECT", "--reject-with", "tcp-reset")


def mute(side):
    return ("OUTPUT", "-p", "tcp", "-j", "DROP")


class Wire:
    """Listens on the router to what passes, so that a packet can be forged that fits."""

    def __init__(self):
        self.socket = inside("router", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0800)))
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
            ip = (packet[0] & 15) * 4
            total, = struct.unpack_from("!H", packet, 2)
            ports = struct.unpack_from("!HH", packet, ip)
            if packet[9] != 6 or (socket.inet_ntoa(packet[12:16]), ports[0]) != source or (socket.inet_ntoa(packet[16:20]), ports[1]) != destination:
                continue
            seq, ack = struct.unpack_from("!II", packet, ip + 4)
            header = (packet[ip + 12] >> 4) * 4
            flags = packet[ip + 13]
            found = (seq + total - ip - header + (flags & 1) + (flags >> 1 & 1), ack)


def forge(source, destination, seq, ack, flags, ttl, identification):
    """A packet of nobody, sent by the router in somebody's name."""
    def sum16(data):
        total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
        total = (total >> 16) + (total & 0xffff)
        return ~(total + (total >> 16)) & 0xffff

    addresses = socket.inet_aton(source[0]) + socket.inet_aton(destination[0])
    tcp = struct.pack("!HHIIBBHHH", source[1], destination[1], seq & 0xffffffff, ack, 5 << 4, flags, 0, 0, 0)
    check = sum16(addresses + struct.pack("!HH", 6, len(tcp)) + tcp)
    tcp = tcp[:16] + struct.pack("!H", check) + tcp[18:]
    ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), identification, 0, ttl, 6, 0) + addresses

    def send():
        with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
            raw.sendto(ip + tcp, (destination[0], 0))

    inside("router", send)


# --- the cases -------------------------------------------------------------------------------------------------------

def port_closed():
    for i in range(5):
        s = dial(7000)
        note("port-closed", s, 7000)
        s.close()


def firewall_reject_connect():
    with listener(7001) as server:
        first = dial(7001)
        accepted, _ = server.accept()
        exchange(first, accepted)
        rule("router", *reject(7001))
        for i in range(5):
            s = dial(7001)
            note("firewall-reject", s, 7001)
            s.close()
        unrule("router", *reject(7001))
        first.close()
        accepted.close()


def firewall_reject_midstream():
    for i in range(3):
        s, peer = pair(7002, "firewall-reject")
        exchange(s, peer)
        rule("router", *reject(7002))
        s.sendall(b"GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.1)
        unrule("router", *reject(7002))
        quietly(peer.sendall, b"late")
        time.sleep(0.1)
        peer.close()
        s.close()


def injected():
    for ttl in (128, 47, 255):
        wire = Wire()
        s, peer = pair(7003, "injected")
        exchange(s, peer)
        client, server = s.getsockname(), peer.getsockname()
        time.sleep(0.1)
        seq, ack = wire.last(server, client)
        forge(server, client, seq, ack, 0x14, ttl, random.randrange(65536))
        time.sleep(0.05)
        quietly(peer.sendall, b"x" * 500)
        time.sleep(0.2)
        s.close()
        peer.close()


def injected_to_both():
    wire = Wire()
    s, peer = pair(7004, "injected")
    exchange(s, peer)
    client, server = s.getsockname(), peer.getsockname()
    time.sleep(0.1)
    seq, ack = wire.last(server, client)
    for offset in (0, 1460, 2920):
        forge(server, client, seq + offset, ack, 0x04, 99, 4242)
        forge(client, server, ack + offset, seq, 0x04, 99, 4242)
    time.sleep(0.1)
    s.close()
    peer.close()


def blind_attempt():
    wire = Wire()
    s, peer = pair(7005, "blind-attempt")
    exchange(s, peer)
    client, server = s.getsockname(), peer.getsockname()
    time.sleep(0.1)
    seq, ack = wire.last(server, client)
    forge(server, client, seq + 1_000, 0, 0x04, 64, 7)
    forge(server, client, seq + 900_000_000, 0, 0x04, 64, 7)
    time.sleep(0.1)
    for i in range(3):
        exchange(s, peer)
    s.shutdown(socket.SHUT_WR)
    peer.recv(10)
    peer.close()
    s.recv(10)
    s.close()


def half_open_reconnect():
    for local in (40001, 40002, 40003):
        s, peer = pair(7006, "half-open-reconnect", local)
        exchange(s, peer)
        rule("client", *mute("client"))
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        s.close()
        time.sleep(0.05)
        unrule("client", *mute("client"))
        with listener(7006) as server:
            again = dial(7006, local)
            quietly(server.accept)
            again.close()
        peer.close()


def keepalive_timeout():
    s, peer = pair(7007, "keepalive-timeout")
    exchange(s, peer)
    for option, value in ((socket.TCP_KEEPIDLE, 1), (socket.TCP_KEEPINTVL, 1), (socket.TCP_KEEPCNT, 3)):
        peer.setsockopt(socket.IPPROTO_TCP, option, value)
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    rule("client", *mute("client"))
    time.sleep(5.5)
    unrule("client", *mute("client"))
    peer.close()
    s.close()


def peer_gave_up():
    s, peer = pair(7008, "peer-gave-up")
    exchange(s, peer)
    peer.setsockopt(socket.IPPROTO_TCP, 18, 4_000)  # TCP_USER_TIMEOUT
    rule("client", *mute("client"))
    peer.sendall(b"never acknowledged")
    time.sleep(8)
    unrule("client", *mute("client"))
    quietly(s.sendall, b"hello again")
    time.sleep(0.1)
    s.close()
    peer.close()


def state_lost():
    for restarted in (False, True, False):
        s, peer = pair(7009, "state-lost")
        exchange(s, peer)
        time.sleep(0.3)
        rule("server", *mute("server"))
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        peer.close()
        time.sleep(0.05)
        unrule("server", *mute("server"))
        again = listener(7009) if restarted else None
        quietly(s.sendall, b"GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.1)
        if again:
            again.close()
        s.close()


def idle_forgotten():
    s, peer = pair(7010, "idle-forgotten")
    exchange(s, peer)
    time.sleep(61)
    rule("router", *reject(7010))
    s.sendall(b"GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
    time.sleep(0.2)
    unrule("router", *reject(7010))
    s.close()
    peer.close()


def accept_queue_overflow():
    run("sysctl", "-qw", "net.ipv4.tcp_abort_on_overflow=1", namespace="server")
    held_back = ("OUTPUT", "-p", "tcp", "--dport", "7011", "--tcp-flags", "SYN,ACK", "ACK", "-j", "DROP")
    with listener(7011, 1) as server:
        rule("client", *held_back)
        callers = [dial(7011) for i in range(6)]
        for s in callers:
            quietly(s.sendall, b"GET / HTTP/1.1\r\n\r\n")
        unrule("client", *held_back)
        time.sleep(4.5)
        # Those that found room are reset with the listener; the others were turned away, or will be.
        queued = subprocess.run(["ip", "netns", "exec", NAMES["server"], "ss", "-Hnt", "state", "established", "sport = :7011"],
                                stdout=subprocess.PIPE, text=True, check=True).stdout
        ports = {word.rsplit(":", 1)[-1] for word in queued.split()}
        for s in callers:
            note("listener-closed" if str(s.getsockname()[1]) in ports else "accept-queue-overflow", s, 7011)
        server.close()
        time.sleep(0.5)
        for s in callers:
            s.close()
    run("sysctl", "-qw", "net.ipv4.tcp_abort_on_overflow=0", namespace="server")


def handshake_abandoned():
    with listener(7012) as server:
        for i in range(5):
            s = dial(7012)
            note("handshake-abandoned", s, 7012)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
            s.close()
        for local in (41001, 41002, 41003):
            intents.append({"case": "handshake-abandoned", "client": "%s:%d" % (CLIENT, local), "server": "%s:7012" % SERVER})
            inside("client", scan, local, 7012)
        time.sleep(0.1)


def scan(local, port):
    """A SYN of no socket: the kernel resets what comes back."""
    addresses = socket.inet_aton(CLIENT) + socket.inet_aton(SERVER)
    tcp = struct.pack("!HHIIBBHHH", local, port, random.randrange(1 << 32), 0, 5 << 4, 2, 1024, 0, 0)
    data = addresses + struct.pack("!HH", 6, len(tcp)) + tcp
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xffff)
    tcp = tcp[:16] + struct.pack("!H", ~(total + (total >> 16)) & 0xffff) + tcp[18:]
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP) as raw:
        raw.sendto(tcp, (SERVER, 0))


def process_died():
    child = os.fork()
    if child == 0:
        enter("server")
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((SERVER, 7013))
        server.listen(16)
        kept = []
        while True:
            peer, _ = server.accept()
            peer.recv(4)
            peer.sendall(b"ok")
            kept.append(peer)
    time.sleep(0.3)
    callers = []
    for i in range(6):
        s = dial(7013)
        note("process-died", s, 7013)
        s.sendall(b"ping")
        s.recv(2)
        s.sendall(b"z" * 2_000)
        callers.append(s)
    time.sleep(0.2)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    time.sleep(0.2)
    for s in callers:
        s.close()


def listener_closed():
    server = listener(7014)
    callers = []
    for i in range(5):
        s = dial(7014)
        note("listener-closed", s, 7014)
        s.sendall(b"GET / HTTP/1.1\r\n\r\n")
        callers.append(s)
    time.sleep(0.1)
    server.close()
    time.sleep(0.1)
    for s in callers:
        s.close()


def data_after_shutdown():
    for i in range(3):
        s, peer = pair(7015, "data-after-shutdown")
        exchange(s, peer)
        peer.shutdown(socket.SHUT_RDWR)
        time.sleep(0.05)
        quietly(s.sendall, b"more")
        time.sleep(0.05)
        s.close()
        peer.close()


def request_crossed_fin():
    """Datagrams keep a slow queue in both directions full, so that packets take their time."""
    for side in ("client", "server"):
        run("tc", "qdisc", "add", "dev", "to-" + side, "root", "tbf", "rate", "1mbit", "burst", "2000", "limit", "8000", namespace="router")
    ended = threading.Event()
    floods = [threading.Thread(target=flood, args=(side, other, ended)) for side, other in (("client", SERVER), ("server", CLIENT))]
    for thread in floods:
        thread.start()
    time.sleep(1)
    for i in range(3):
        s, peer = pair(7016, "request-crossed-fin")
        exchange(s, peer)
        time.sleep(1.2)
        peer.close()
        s.sendall(b"GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1)
        s.close()
    ended.set()
    for thread in floods:
        thread.join()
    for side in ("client", "server"):
        run("tc", "qdisc", "del", "dev", "to-" + side, "root", namespace="router")


def flood(side, address, ended):
    enter(side)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        while not ended.is_set():
            quietly(s.sendto, b"x" * 900, (address, 9))
            time.sleep(0.0066)


def keepalive_race():
    for i in range(5):
        s, peer = pair(7017, "keepalive-race")
        exchange(s, peer)
        time.sleep(1)
        peer.close()
        time.sleep(0.2)
        quietly(s.sendall, b"GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.1)
        s.close()


def linger_zero():
    for i in range(3):
        s, peer = pair(7018, "linger-zero")
        exchange(s, peer)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        peer.close()
        time.sleep(0.05)
        s.close()


def close_with_unread():
    for i in range(3):
        s, peer = pair(7019, "close-with-unread")
        s.sendall(b"x" * 3_000)
        time.sleep(0.05)
        peer.close()
        time.sleep(0.05)
        s.close()


def half_close_then_unread():
    for i in range(3):
        s, peer = pair(7020, "half-close-then-unread")
        s.sendall(b"x" * 3_000)
        time.sleep(0.05)
        peer.shutdown(socket.SHUT_WR)
        peer.close()
        time.sleep(0.05)
        s.close()


def client_gone():
    for i in range(3):
        s, peer = pair(7021, "client-gone")
        s.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        peer.recv(100)
        s.close()
        time.sleep(0.05)
        quietly(peer.sendall, b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        time.sleep(0.05)
        peer.close()


def write_after_close():
    for i in range(3):
        s, peer = pair(7022, "write-after-close")
        exchange(s, peer)
        peer.close()
        time.sleep(0.2)
        quietly(s.sendall, b"more")
        time.sleep(0.05)
        s.close()


CASES = [
    idle_forgotten, port_closed, firewall_reject_connect, firewall_reject_midstream, injected, injected_to_both, blind_attempt,
    half_open_reconnect, keepalive_timeout, peer_gave_up, state_lost, accept_queue_overflow, handshake_abandoned, process_died,
    listener_closed, data_after_shutdown, request_crossed_fin, keepalive_race, linger_zero, close_with_unread,
    half_close_then_unread, client_gone, write_after_close,
]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if os.geteuid() != 0:
        print("rare.py: network namespaces need root", file=sys.stderr)
        sys.exit(3)
    out = sys.argv[1]
    wanted = [case for case in CASES if not sys.argv[2:] or case.__name__.replace("_", "-") in sys.argv[2:]]
    os.makedirs(out, exist_ok=True)
    dumps = []
    try:
        build()
        for side in ("client", "server"):
            dumps.append(subprocess.Popen(
                ["ip", "netns", "exec", NAMES[side], "tcpdump", "-i", "eth0", "-U", "-Z", "root", "-w", "%s/%s.pcap" % (out, side), "tcp"],
                stderr=subprocess.DEVNULL))
        time.sleep(1)
        for case in wanted:
            case()
        time.sleep(1.5)
    finally:
        for dump in dumps:
            dump.terminate()
            dump.wait()
        for name in NAMES.values():
            run("ip", "netns", "del", name, check=False)
    with open(out + "/intents.jsonl", "w") as lines:
        for line in intents:
            lines.write(json.dumps(line) + "\n")
    print("%d connections in %s" % (len(intents), out))


main()
