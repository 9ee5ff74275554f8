"""A stage for endings: a client, a router and a server, each in a network namespace of its own, a wire between client
and router that can be slow and bad, captures at four places, and the kernel's own reason for each reset.

Everything stays within the namespaces, which are removed at the end. Needs root, ip, ethtool and tcpdump.
"""
import ctypes, json, os, re, signal, socket, struct, subprocess, sys, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
LINGER_ZERO = struct.pack("ii", 1, 0)
SIDES = ("client", "wire", "router", "server")
TRACING = "/sys/kernel/tracing"
libc = ctypes.CDLL(None, use_errno=True)


def quietly(call, *arguments):
    try:
        return call(*arguments)
    except OSError:
        return None


class Stage:
    """Builds and removes the namespaces, and starts programs in them."""

    def __init__(self, out, ipv6=False, delay=0, loss=0, swap=0, segments=False):
        self.out, self.ipv6 = out, ipv6
        self.delay, self.loss, self.swap, self.segments = delay, loss, swap, segments
        self.names = {side: "fp-%d-%s" % (os.getpid(), side) for side in SIDES}
        net = "fd71:%d::" if ipv6 else "198.18.%d."
        self.bits = "/64" if ipv6 else "/24"
        self.client, self.server = net % 71 + "2", net % 72 + "2"
        self.gates = {"client": net % 71 + "1", "server": net % 72 + "1"}
        self.spare = net % 72 + "3"
        self.family = socket.AF_INET6 if ipv6 else socket.AF_INET
        self.work = tempfile.mkdtemp(prefix="finwait-stage-")
        os.chmod(self.work, 0o755)
        self.programs, self.tcpdumps, self.labels, self.notes = [], [], {}, {}
        self.trace = None
        os.makedirs(out, exist_ok=True)

    # --- namespaces

    def run(self, *words, at=None, check=False, timeout=60):
        inside = ["ip", "netns", "exec", self.names[at]] if at else []
        return subprocess.run(inside + [str(w) for w in words], check=check, timeout=timeout, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def build(self):
        for name in self.names.values():
            self.run("ip", "netns", "add", name, check=True)
        for side in SIDES:
            self.run("ip", "link", "set", "lo", "up", at=side)
        self.cable("client", "eth0", "wire", "w0")
        self.cable("wire", "w1", "router", "to-client")
        self.cable("router", "to-server", "server", "eth0")
        for side in ("client", "server"):
            self.address(side, "eth0", getattr(self, side))
            self.address("router", "to-" + side, self.gates[side])
            self.run("ip", "route", "add", "default", "via", self.gates[side], at=side, check=True)
        self.run("sysctl", "-qw", "net.ipv6.conf.all.forwarding=1" if self.ipv6 else "net.ipv4.ip_forward=1", at="router")
        arguments = [self.delay, self.loss, self.swap]
        self.start(sys.executable, os.path.join(HERE, "..", "delay-bridge.py"), "w0", "w1", *arguments, at="wire")
        if self.ipv6:
            time.sleep(2.5)

    def cable(self, one, near, other, far):
        self.run("ip", "link", "add", near, "netns", self.names[one], "type", "veth", "peer", "name", far, "netns", self.names[other], check=True)
        for side, link in ((one, near), (other, far)):
            if not self.segments:
                self.run("ethtool", "-K", link, "tso", "off", "gso", "off", "gro", "off", "tx-udp-segmentation", "off", at=side)
            self.run("ip", "link", "set", link, "up", at=side, check=True)

    def address(self, side, link, address):
        self.run("ip", "addr", "add", address + self.bits, "dev", link, *(["nodad"] if self.ipv6 else []), at=side, check=True)

    def remove(self):
        self.forget()
        for program in self.programs:
            quietly(os.killpg, program.pid, signal.SIGKILL)
            program.wait()
        for name in self.names.values():
            self.run("ip", "netns", "del", name)
        subprocess.run(["rm", "-rf", self.work])

    # --- programs

    def start(self, *words, at="server", log="/dev/null", stdin=subprocess.DEVNULL, env=None, user=None):
        """Starts a program that goes on until it is stopped or the stage is removed."""
        inside = ["ip", "netns", "exec", self.names[at]]
        with open(log, "ab") as sink:
            program = subprocess.Popen(inside + [str(w) for w in words], stdin=stdin, stdout=sink, stderr=sink,
                                       start_new_session=True, env=dict(os.environ, **(env or {})))
        self.programs.append(program)
        return program

    def kill(self, program, sig=signal.SIGKILL):
        quietly(os.killpg, program.pid, sig)
        program.wait(10)

    def listening(self, port, at="server", seconds=15):
        """Waits until somebody listens on a port."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.run("ss", "-Hltn", "sport = :%d" % port, at=at).stdout.strip():
                return True
            time.sleep(0.1)
        print("stage: nobody listens on port %d" % port, file=sys.stderr)
        return False

    def file(self, name, text):
        path = os.path.join(self.work, name)
        with open(path, "w") as sink:
            sink.write(text)
        return path

    def url(self, port, path="/"):
        host = "[%s]" % self.server if self.ipv6 else self.server
        return "http://%s:%d%s" % (host, port, path)

    # --- sockets of this script

    def inside(self, side, work, *arguments):
        """Does some work in a namespace, on a thread of its own, and hands back its result."""
        result, failure = [], []

        def body():
            with open("/run/netns/" + self.names[side]) as handle:
                if libc.setns(handle.fileno(), 0x40000000):
                    failure.append(OSError(ctypes.get_errno(), "setns"))
                    return
            try:
                result.append(work(*arguments))
            except OSError as e:
                failure.append(e)

        thread = threading.Thread(target=body)
        thread.start()
        thread.join()
        if failure:
            raise failure[0]
        return result[0]

    def socket(self, side, protocol=0):
        return self.inside(side, socket.socket, self.family, socket.SOCK_STREAM, protocol)

    def listener(self, port, backlog=64, protocol=0):
        s = self.socket("server", protocol)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind((self.server, port))
        s.listen(backlog)
        return s

    def dial(self, port, local=0, timeout=5, receive=0, address=None, protocol=0):
        s = self.socket("client", protocol)
        s.settimeout(timeout)
        if receive:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind((self.client, local))
        quietly(s.connect, (address or self.server, port))
        return s

    def pair(self, port, local=0, **options):
        with self.listener(port, protocol=options.get("protocol", 0)) as server:
            s = self.dial(port, local, **options)
            server.settimeout(5)
            peer, _ = server.accept()
            return s, peer

    # --- what is meant

    def label(self, port, cause, program, ending):
        """All connections to a port are meant to end so. The cause is an id; or one id for each reason that the
        kernel may give ("server TCP_STATE"), where chance decides, with "none" for no reason; None where no reset is
        meant."""
        self.labels[port] = (cause, program, ending)

    def note(self, s, cause, program, ending):
        """One connection is meant to end so."""
        self.notes[self.ends(s)] = (cause, program, ending)

    def ends(self, s):
        return "%s %s" % (show(s.getsockname()), show(s.getpeername()))

    # --- recordings

    def record(self):
        for name, side, link, more in (("client", "client", "eth0", []), ("server", "server", "eth0", []),
                                       ("router", "router", "any", ["-s", "96"])):
            self.tcpdumps.append(self.start("tcpdump", "-i", link, "-U", "-Z", "root", "-B", "32768", *more,
                                            "-w", "%s/%s.pcap" % (self.out, name), "tcp", at=side))
        if not os.path.isdir(TRACING + "/events/tcp"):
            subprocess.run(["mount", "-t", "tracefs", "nodev", TRACING], check=True)
        self.trace = "%s/instances/stage%d" % (TRACING, os.getpid())
        os.mkdir(self.trace)
        self.put("events/tcp/tcp_send_reset/enable", "1")
        self.put("tracing_on", "1")
        # Other namespaces may reset so much that a buffer which nobody reads runs over.
        self.events = open(self.work + "/events", "w+")
        self.reader = subprocess.Popen(["cat", self.trace + "/trace_pipe"], stdout=self.events, start_new_session=True)
        time.sleep(1)

    def put(self, path, text):
        with open(self.trace + "/" + path, "w") as sink:
            sink.write(text)

    def finish(self):
        """Ends the recordings and writes what was meant beside them."""
        time.sleep(1.5)
        for tcpdump in self.tcpdumps:
            self.kill(tcpdump, signal.SIGTERM)
        self.forget()
        self.events.seek(0)
        reasons = self.reasons(self.events.read())
        with open(self.out + "/reasons.jsonl", "w") as lines:
            for (source, destination), (reason, state, task) in reasons.items():
                lines.write(json.dumps({"from": source, "to": destination, "reason": reason, "state": state, "task": task}) + "\n")
        self.intents(reasons)

    def forget(self):
        """Ends the trace, if there is one."""
        if self.trace:
            self.put("events/tcp/tcp_send_reset/enable", "0")
            self.reader.terminate()
            self.reader.wait()
            os.rmdir(self.trace)
            self.trace = None

    def reasons(self, text):
        """The first reason for each direction of each connection of this stage."""
        pattern = re.compile(r"^\s*(.+)-\d+\s.*tcp_send_reset: .*src=(\S+) dest=(\S+) state=(\S+) reason=(\S+)")
        found = {}
        prefix = "[fd71:" if self.ipv6 else "198.18.7"
        for line in text.splitlines():
            match = pattern.match(line)
            if match:
                task, source, destination, state, reason = match.groups()
                source, destination = (re.sub(r"^\[::ffff:([\d.]+)\]", r"\1", end) for end in (source, destination))
                if source.startswith(prefix):
                    found.setdefault((source, destination), (reason, state, task))
        return found

    def intents(self, reasons):
        count = 0
        with open(self.out + "/intents.jsonl", "w") as lines:
            for client, server in sorted(calls(self.out + "/client.pcap") | calls(self.out + "/server.pcap")):
                ends = "%s %s" % (client, server)
                meant = self.notes.get(ends) or self.labels.get(int(server.rsplit(":", 1)[1]))
                cause, program, ending = meant if meant else (None, None, None)
                if isinstance(cause, dict):
                    by = [side + reasons[way][0] for side, way in (("client ", (client, server)), ("server ", (server, client))) if way in reasons]
                    cause = next((cause[word] for word in by if word in cause), None if by else cause.get("none"))
                if cause:
                    lines.write(json.dumps({"case": cause, "program": program, "ending": ending, "client": client, "server": server}) + "\n")
                    count += 1
        print("%d connections in %s" % (count, self.out))


def show(end):
    return ("[%s]:%d" if ":" in end[0] else "%s:%d") % end[:2]


def calls(pcap):
    """The ends of every connection of which a SYN was captured on an Ethernet interface."""
    found = set()
    with open(pcap, "rb") as source:
        data = source.read()
    at = 24
    while at + 16 <= len(data):
        length, = struct.unpack_from("<I", data, at + 8)
        frame = data[at + 16:at + 16 + length]
        at += 16 + length
        kind, = struct.unpack_from("!H", frame, 12)
        if kind == 0x0800:
            family, source_at, size, tcp = socket.AF_INET, 26, 4, 14 + (frame[14] & 15) * 4
        elif kind == 0x86dd and frame[20] == 6:
            family, source_at, size, tcp = socket.AF_INET6, 22, 16, 54
        else:
            continue
        if len(frame) >= tcp + 14 and frame[tcp + 13] & 0x12 == 2:
            ports = struct.unpack_from("!HH", frame, tcp)
            ends = [socket.inet_ntop(family, frame[source_at + i * size:source_at + (i + 1) * size]) for i in (0, 1)]
            found.add((show((ends[0], ports[0])), show((ends[1], ports[1]))))
    return found
