"""Proxies, and what else stands between: none of it was there when the rules were made."""
import os, socket, time
from clients import LEAVES
from common import IDLE, certificate, early, needs_all, site, sleepy, trusting, where
from servers import HEAD, LATE, UNREAD, UPLOAD, answer, rest
from stage import LINGER_ZERO, quietly


def squid(stage):
    """A forward proxy on the router."""
    if not needs_all("squid", "nginx"):
        return
    os.makedirs(stage.work + "/squid")
    os.chmod(stage.work + "/squid", 0o777)
    gate = where(stage, "router")
    conf = stage.file("squid.conf", "http_port %s:8671\nhttp_port %s:8673\nacl up myportname 8673\nacl post method POST\nhttp_access deny post\nhttp_access allow all\n"
                      "client_idle_pconn_timeout 1 second\nshutdown_lifetime 1 second\npid_filename none\ncache_log %s/squid/c\naccess_log none\ncache_store_log none\n"
                      "cache deny all\ncoredump_dir %s/squid\nforwarded_for off\nworkers 1\ncache_mem 8 MB\npinger_enable off\nmax_filedescriptors 1024\n"
                      % (gate, gate, stage.work, stage.work))
    origin = site(stage, "origin", [8672])
    server = stage.start("squid", "-N", "-f", conf, at="router", log=stage.work + "/squid.log")
    if not stage.listening(8671, "router", 20):
        return
    base = stage.url(8672)[:-1].encode()
    address = stage.gates["client"]
    stage.label(8673, early("early-response"), "squid", "denies an upload")
    for i in range(3):
        s = stage.dial(8673, address=address)
        quietly(s.sendall, UPLOAD.replace(b"/x", base + b"/x") % 3_000_000 + b"u" * 3_000_000)
        rest(s)
        s.close()
    stage.label(8672, LEAVES, "squid", "leaves the origin when its own client has left")
    stage.label(8671, dict(LEAVES, **{"server TCP_ABORT_ON_DATA": "keepalive-race", "server TCP_TIMEWAIT_SOCKET": "keepalive-race"}), "squid",
                "client_idle_pconn_timeout 1 s, client asks again")
    idle = []
    for i in range(3):
        s = stage.dial(8671, address=address)
        answer(s, HEAD.replace(b"/small", base + b"/small"))
        idle.append(s)
    for i in range(3):
        s = stage.dial(8671, address=address)
        stage.note(s, LEAVES, "squid", "its client leaves in a download")
        s.sendall(HEAD.replace(b"/small", base + b"/slow"))
        time.sleep(0.3)
        s.close()
    time.sleep(3)
    for s in idle:
        quietly(s.sendall, HEAD.replace(b"/small", base + b"/small"))
        time.sleep(0.05)
        s.close()
    stage.kill(server)
    stage.kill(origin)


def tinyproxy(stage):
    if not needs_all("tinyproxy"):
        return
    conf = stage.file("tiny.conf", "Port 8674\nListen %s\nTimeout 1\nMaxClients 20\nConnectPort 443\nConnectPort 8676\nLogLevel Critical\nLogFile \"%s/tiny.log\"\n"
                      % (stage.gates["client"], stage.work))
    backend = stage.listener(8676)
    server = stage.start("tinyproxy", "-d", "-c", conf, at="router")
    if stage.listening(8674, "router", 5):
        connect = b"CONNECT %s:%%d HTTP/1.1\r\nHost: a\r\n\r\n" % where(stage).encode()
        stage.label(8674, early(UNREAD), "tinyproxy", "CONNECT to a forbidden port, client speaks TLS at once")
        for i in range(3):
            s = stage.dial(8674, address=stage.gates["client"])
            s.sendall(connect % 8675 + b"\x16\x03\x01" * 300)
            rest(s)
            quietly(s.sendall, b"\x16\x03\x01")
            time.sleep(0.05)
            s.close()
        tunnels = []
        for i in range(3):
            s = stage.dial(8674, address=stage.gates["client"])
            stage.note(s, dict(IDLE, **{"server NO_SOCKET": "keepalive-race|write-after-close"}), "tinyproxy", "Timeout 1 s of a tunnel, client speaks again")
            answer(s, connect % 8676)
            tunnels.append((s, backend.accept()[0]))
        time.sleep(3.5)
        for s, peer in tunnels:
            quietly(s.sendall, b"hello")
            time.sleep(0.05)
            s.close()
            peer.close()
    stage.kill(server)
    backend.close()


def stunnel(stage):
    """A TLS proxy on the router."""
    if not needs_all("stunnel4", "openssl"):
        return
    key, crt = certificate(stage, "stunnel")
    gate = where(stage, "router")
    services = "".join("[s%d]\naccept = %s:%d\nconnect = %s:8682\n%s\n" % (port, gate, port, where(stage), more)
                       for port, more in ((8681, ""), (8683, "TIMEOUTidle = 1"), (8684, "")))
    conf = stage.file("stunnel.conf", "foreground = yes\npid =\ndebug = 3\ncert = %s\nkey = %s\n%s" % (crt, key, services))
    backend = stage.listener(8682)
    server = stage.start("stunnel4", conf, at="router", log=stage.work + "/stunnel.log")
    if not stage.listening(8684, "router", 5):
        return
    stage.label(8681, {"server TCP_STATE": "proxy-relayed", "server TCP_ABORT_ON_CLOSE": "proxy-relayed"}, "stunnel", "relays its backend's reset")
    stage.label(8682, {"server TCP_STATE": "linger-zero", "client TCP_STATE": "linger-zero"}, "stunnel", "its backend resets, or it resets the backend at TIMEOUTidle")
    stage.label(8683, dict(IDLE, **{"server TCP_STATE": "linger-zero"}), "stunnel", "TIMEOUTidle 1 s, client speaks again")
    stage.label(8684, {"server TCP_STATE": "linger-zero", "server TCP_ABORT_ON_CLOSE": "close-with-unread|early-response", "server TCP_ABORT_ON_DATA": LATE}, "stunnel",
                "a client that speaks no TLS")
    idle = []
    for port in (8681, 8683):
        for i in range(3):
            s = trusting().wrap_socket(stage.dial(port, address=stage.gates["client"]))
            s.sendall(b"hello")
            peer, _ = backend.accept()
            peer.recv(100)
            peer.sendall(b"part of an ans")
            s.recv(100)
            if port == 8683:
                idle.append((s, peer))
                continue
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
            peer.close()
            time.sleep(0.1)
            rest(s)
            s.close()
    for i in range(3):
        s = stage.dial(8684, address=stage.gates["client"])
        quietly(s.sendall, UPLOAD % 50_000 + b"u" * 50_000)
        rest(s)
        s.close()
    time.sleep(3)
    for s, peer in idle:
        quietly(s.sendall, b"hello again")
        time.sleep(0.05)
        s.close()
        peer.close()
    stage.kill(server)
    backend.close()


def killers(stage):
    """tcpkill on the router; and a router that sends a flow to another machine."""
    if needs_all("tcpkill") and not stage.ipv6:
        stage.label(8761, "injected", "tcpkill", "in a conversation")
        for i in range(3):
            s, peer = stage.pair(8761)
            killer = stage.start("tcpkill", "-i", "to-client", "port", "8761", at="router", log=stage.work + "/tcpkill.log")
            time.sleep(0.5)
            for n in range(4):
                quietly(s.sendall, HEAD)
                quietly(peer.recv, 1000)
                quietly(peer.sendall, b"part of an answer")
                time.sleep(0.05)
            stage.kill(killer)
            s.close()
            peer.close()
    if needs_all("conntrack", "iptables") and not stage.ipv6:
        gate = stage.gates["client"]
        target = lambda act, port: stage.run("iptables", "-w", "-t", "nat", act, "PREROUTING", "-p", "tcp", "-d", gate, "--dport", "8771", "-j", "DNAT",
                                             "--to-destination", "%s:%d" % (stage.server, port), at="router", check=True)
        stage.label(8771, "flow-moved", "iptables DNAT", "another backend, connection table flushed")
        stage.label(8772, "conntrack-invalid", "iptables DNAT", "backend left behind, its FIN is not translated")
        target("-A", 8772)
        backend, other = stage.listener(8772), stage.listener(8773)
        callers = []
        for i in range(3):
            s = stage.dial(8771, address=gate)
            s.sendall(HEAD)
            peer, _ = backend.accept()
            peer.recv(100)
            peer.sendall(b"an answer")
            s.recv(100)
            callers.append((s, peer))
        target("-D", 8772)
        target("-A", 8773)
        stage.run("conntrack", "-D", "-p", "tcp", "--orig-port-dst", "8771", at="router")
        for s, peer in callers:
            quietly(s.sendall, HEAD)
            time.sleep(0.1)
            s.close()
        target("-D", 8773)
        for s in [backend, other] + [peer for s, peer in callers]:
            s.close()


def impatient(stage):
    """Proxies on the router that give up waiting for their backend."""
    gate = where(stage, "router")
    if needs_all("haproxy"):
        late = sleepy(stage, 8795, 0.8)
        conf = stage.file("impatient.cfg", "defaults\n mode http\n timeout connect 1s\n timeout client 2s\n timeout server 2s\n timeout check 300ms\nlisten l\n bind %s:8794\n"
                          " option httpchk GET /\n server s %s:8795 check inter 500ms\n" % (gate, where(stage)))
        stage.label(8795, dict(LEAVES, **{"client TCP_STATE": "linger-zero"}), "haproxy", "httpchk, the answer comes after timeout check")
        server = stage.start("haproxy", "-db", "-f", conf, at="router")
        time.sleep(2.5)
        stage.kill(server)
        time.sleep(1)
        late.close()
    if needs_all("nginx"):
        late = sleepy(stage, 8797, 1.5)
        server = site(stage, "impatient", [8796], "location /wait { proxy_read_timeout 1s; proxy_pass http://%s:8797; }" % where(stage), at="router")
        stage.label(8797, LEAVES, "nginx", "proxy_read_timeout 1 s, then the answer comes")
        stage.label(8796, LEAVES, "python", "leaves with a 504 unread")
        callers = [stage.dial(8796, address=stage.gates["client"]) for i in range(3)]
        for s in callers:
            s.sendall(HEAD.replace(b"/small", b"/wait"))
        time.sleep(2.5)
        for s in callers:
            s.close()
        stage.kill(server)
        late.close()


CASES = [squid, tinyproxy, stunnel, killers, impatient]
