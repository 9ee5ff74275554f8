"""What only kernels do: queues, timers, options, Multipath TCP."""
import os, shutil, signal, socket, struct, sys, threading, time
from stage import LINGER_ZERO, quietly

TCP_LINGER2, TCP_USER_TIMEOUT = 8, 18
IPPROTO_MPTCP = 262
HELLO = b"hello, are you there?"


def talk(s, peer):
    s.sendall(HELLO)
    peer.recv(100)
    peer.sendall(b"yes, I am")
    s.recv(100)


def cut(stage, side, ports=None):
    """Lets nothing of a side's TCP out any more."""
    words = ["ip6tables" if stage.ipv6 else "iptables", "-w"]
    chain = ["OUTPUT", "-p", "tcp", "-j", "DROP"]
    stage.run(*words, "-I", *chain, at=side)
    return lambda: stage.run(*words, "-D", *chain, at=side)


def ss_kill(stage):
    stage.label(8301, "admin-kill", "ss -K", "at the server")
    stage.label(8302, "admin-kill", "ss -K", "at the client")
    for port, side in ((8301, "server"), (8302, "client")):
        for i in range(3):
            s, peer = stage.pair(port)
            talk(s, peer)
            time.sleep(0.1)
            stage.run("ss", "-K", "state", "established", "( sport = :%d or dport = :%d )" % (port, port), at=side)
            time.sleep(0.1)
            s.close()
            peer.close()


def dissolved(stage):
    stage.label(8303, "disconnect", "connect(AF_UNSPEC)", "by the client")
    connect = __import__("ctypes").CDLL(None).connect
    for i in range(3):
        s, peer = stage.pair(8303)
        talk(s, peer)
        connect(s.fileno(), struct.pack("H14x", 0), 16)
        time.sleep(0.1)
        s.close()
        peer.close()


def linger2(stage):
    stage.label(8304, "linger2-negative", "TCP_LINGER2 < 0", "server closes")
    stage.label(8305, "linger2-negative", "TCP_LINGER2 < 0", "server shuts down, then closes")
    for port in (8304, 8305):
        for i in range(3):
            s, peer = stage.pair(port)
            talk(s, peer)
            peer.setsockopt(socket.IPPROTO_TCP, TCP_LINGER2, -1)
            if port == 8305:
                peer.shutdown(socket.SHUT_WR)
                time.sleep(0.2)
            peer.close()
            time.sleep(0.2)
            s.close()


def timers(stage):
    stage.label(8306, "keepalive-timeout", "SO_KEEPALIVE", "client is mute")
    stage.label(8307, "peer-gave-up", "TCP_USER_TIMEOUT", "client is mute, then speaks")
    stage.label(8317, "keepalive-timeout", "SO_KEEPALIVE", "client is mute, one probe only")
    probed = [stage.pair(8306) for i in range(2)]
    once = stage.pair(8317)
    timed = [stage.pair(8307) for i in range(2)]
    for s, peer in probed + timed + [once]:
        talk(s, peer)
    for s, peer in probed + [once]:
        for option, value in ((socket.TCP_KEEPIDLE, 1), (socket.TCP_KEEPINTVL, 1), (socket.TCP_KEEPCNT, 1 if s is once[0] else 3)):
            peer.setsockopt(socket.IPPROTO_TCP, option, value)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    uncut = cut(stage, "client")
    for s, peer in timed:
        peer.setsockopt(socket.IPPROTO_TCP, TCP_USER_TIMEOUT, 2_500)
        peer.sendall(b"nobody hears this")
    time.sleep(7)
    uncut()
    for s, peer in timed:
        quietly(s.sendall, b"hello again")
    time.sleep(0.2)
    for s, peer in probed + timed + [once]:
        s.close()
        peer.close()


def full_queue(stage):
    """Their last ACKs come late, all at once, and find a full queue."""
    held_back = ["OUTPUT", "-p", "tcp", "--dport", "8308:8309", "--tcp-flags", "SYN,ACK", "ACK", "-j", "DROP"]
    filters = "ip6tables" if stage.ipv6 else "iptables"
    for port, abort in ((8308, 1), (8309, 0)):
        stage.run("sysctl", "-qw", "net.ipv4.tcp_abort_on_overflow=%d" % abort, at="server")
        server = stage.listener(port, 1)
        # The kernel tells the reason of the listener, and not of whom it turns away.
        stage.label(port, {"none": "accept-queue-overflow", "server NO_SOCKET": "accept-queue-overflow", "server TCP_STATE": "listener-closed"},
                    "full accept queue", "tcp_abort_on_overflow=%d" % abort)
        stage.run(filters, "-w", "-I", *held_back, at="client")
        callers = [stage.dial(port) for i in range(6)]
        for s in callers:
            quietly(s.sendall, HELLO)
        stage.run(filters, "-w", "-D", *held_back, at="client")
        time.sleep(4)
        server.close()
        time.sleep(0.5)
        for s in callers:
            s.close()
    stage.run("sysctl", "-qw", "net.ipv4.tcp_abort_on_overflow=0", at="server")


def fin_wait(stage):
    """A server that closed long ago has forgotten the connection when the client closes at last."""
    stage.run("sysctl", "-qw", "net.ipv4.tcp_fin_timeout=1", at="server")
    stage.label(8310, {"server NO_SOCKET": "orphan-fin-wait-expired"}, "tcp_fin_timeout", "client closes after it")
    stage.label(8311, {"server NO_SOCKET": "write-after-close"}, "tcp_fin_timeout", "client writes after it")
    for port in (8310, 8311):
        pairs = [stage.pair(port) for i in range(3)]
        for s, peer in pairs:
            talk(s, peer)
            peer.close()
        time.sleep(2.5)
        for s, peer in pairs:
            if port == 8311:
                quietly(s.sendall, HELLO)
                time.sleep(0.1)
            s.close()
    stage.run("sysctl", "-qw", "net.ipv4.tcp_fin_timeout=60", at="server")


def listener_gone(stage):
    stage.label(8312, "listener-closed", "listen socket closed", "five callers in its queue")
    server = stage.listener(8312)
    callers = [stage.dial(8312) for i in range(5)]
    for s in callers:
        s.sendall(HELLO)
    time.sleep(0.2)
    server.close()
    time.sleep(0.1)
    for s in callers:
        s.close()


def read_shut(stage):
    stage.label(8313, "data-after-shutdown", "shutdown(SHUT_RDWR)", "client writes on")
    for i in range(3):
        s, peer = stage.pair(8313)
        talk(s, peer)
        peer.shutdown(socket.SHUT_RDWR)
        time.sleep(0.1)
        quietly(s.sendall, HELLO)
        time.sleep(0.1)
        s.close()
        peer.close()


def multipath(stage):
    """One path ends; then whole connections end, by linger zero and with unread data."""
    if stage.ipv6:
        return
    for side in ("client", "server"):
        stage.run("sysctl", "-qw", "net.mptcp.enabled=1", at=side)
        stage.run("ip", "mptcp", "limits", "set", "subflow", "4", "add_addr_accepted", "4", at=side)
    second = stage.client[:-1] + "7"
    stage.address("client", "eth0", second)
    stage.run("ip", "mptcp", "endpoint", "add", second, "dev", "eth0", "id", "9", "subflow", at="client")
    try:
        stage.run("ip", "mptcp", "limits", "set", "subflow", "0", "add_addr_accepted", "0", at="server")
        stage.label(8314, "mptcp-subflow", "Multipath TCP", "server refuses a second path")
        pairs = [stage.pair(8314, protocol=IPPROTO_MPTCP) for i in range(3)]
        for s, peer in pairs:
            talk(s, peer)
        time.sleep(0.5)
        for s, peer in pairs:
            s.shutdown(socket.SHUT_WR)
            peer.recv(10)
            peer.close()
            s.recv(10)
            s.close()
        for port, ending in ((8315, "linger-zero"), (8316, "close-with-unread")):
            stage.label(port, {"server TCP_ABORT_ON_CLOSE": ending, "server TCP_STATE": ending, "server NO_SOCKET": "mptcp-subflow"}, "Multipath TCP", "aborted")
            for i in range(3):
                s, peer = stage.pair(port, protocol=IPPROTO_MPTCP)
                talk(s, peer)
                if port == 8315:
                    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
                else:
                    s.sendall(b"more")
                    time.sleep(0.1)
                peer.close()
                time.sleep(0.1)
                s.close()
    except OSError as e:
        print("kernels.py: multipath: %s" % e, file=sys.stderr)
    stage.run("ip", "addr", "del", second + stage.bits, "dev", "eth0", at="client")


def one_worker_gone(stage):
    """Two listeners share a port; one ends with callers in its queue, the other serves on."""
    workers = []
    for i in range(2):
        s = stage.socket("server")
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        s.bind((stage.server, 8318))
        s.listen(64)
        workers.append(s)
    stage.label(8318, "listener-closed", "SO_REUSEPORT", "one of two workers ends")
    callers = [stage.dial(8318) for i in range(10)]
    for s in callers:
        s.sendall(HELLO)
    time.sleep(0.2)
    workers[0].close()
    time.sleep(0.1)
    workers[1].settimeout(0.3)
    served = []
    while True:
        got = quietly(workers[1].accept)
        if not got:
            break
        got[0].recv(100)
        got[0].sendall(b"yes")
        served.append(got[0])
    time.sleep(0.1)
    for s in callers:
        quietly(s.recv, 10)
        s.close()
    for s in served + workers[1:]:
        s.close()


def orderly(stage):
    """Ends that are in order, though some look rude: there must be no verdict."""
    for port in (8321, 8322, 8323):
        stage.label(port, None, "orderly", "")
    for i in range(3):
        s, peer = stage.pair(8321)
        talk(s, peer)
        s.shutdown(socket.SHUT_WR)
        peer.recv(10)
        time.sleep(0.1)
        peer.sendall(b"x" * 50_000)
        peer.close()
        while s.recv(65536):
            pass
        s.close()
    for i in range(3):
        # Both close at once, with linger on and time left.
        s, peer = stage.pair(8322)
        talk(s, peer)
        for each in (s, peer):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 2))
        threads = [threading.Thread(target=each.close) for each in (s, peer)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for i in range(3):
        # Keep-alive probes that are answered, on a connection that waits.
        s, peer = stage.pair(8323)
        for option, value in ((socket.TCP_KEEPIDLE, 1), (socket.TCP_KEEPINTVL, 1)):
            peer.setsockopt(socket.IPPROTO_TCP, option, value)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        talk(s, peer)
        time.sleep(1.3)
        s.close()
        peer.recv(1)
        peer.close()


CASES = [ss_kill, dissolved, linger2, timers, full_queue, fin_wait, listener_gone, read_shut, multipath, one_worker_gone, orderly]
