"""What the programs that came last have in common."""
import shutil, ssl, threading, time
from servers import LATE, www
from stage import quietly


LATE_WRITE = {"server TCP_TIMEWAIT_SOCKET": "write-after-close", "server NO_SOCKET": "write-after-close"}

# A tunnel or a session that was idle for too long, and is used again: no request of a pool, but the same idle close.
IDLE = {"server TCP_ABORT_ON_DATA": "keepalive-race|write-after-close", "server TCP_TIMEWAIT_SOCKET": "keepalive-race|write-after-close"}

# Linger zero is set, and data is unread: the kernel looks at the data first.
BOTH = "close-with-unread|linger-zero"


def early(cause):
    """A server that closes with the upload unread: by this cause, or it had closed when more came."""
    return dict(LATE_WRITE, **{"server TCP_ABORT_ON_CLOSE": cause, "server TCP_ABORT_ON_DATA": LATE})


def needs_all(*programs):
    return all(shutil.which(program) for program in programs)


def where(stage, side="server"):
    host = stage.server if side == "server" else stage.gates["client"]
    return "[%s]" % host if stage.ipv6 else host


def site(stage, name, ports, more="", at="server"):
    """nginx with big and small files on some ports."""
    listen = "".join("listen %s; " % (("[::]:%d ipv6only=off" if stage.ipv6 else "%d") % port) for port in ports)
    conf = stage.file(name + ".conf", "daemon off; pid %s/%s.pid; error_log /dev/null; worker_processes 1; user root;\n"
                      "events { worker_connections 256; }\nhttp { access_log off; server { %s root %s;\n"
                      "location /slow { limit_rate 50k; alias %s/big; } %s } }\n" % (stage.work, name, listen, www(stage), www(stage), more))
    server = stage.start("nginx", "-c", conf, at=at)
    stage.listening(ports[0], at)
    return server


def sleepy(stage, port, pause, words=b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"):
    """A server that thinks before it answers, in two pieces."""
    listener = stage.listener(port)

    def serve(peer):
        quietly(peer.recv, 65536)
        time.sleep(pause)
        quietly(peer.sendall, words[:-2])
        time.sleep(0.1)
        quietly(peer.sendall, words[-2:])
        time.sleep(0.1)
        peer.close()

    def accept():
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(peer,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener


def certificate(stage, name):
    key, crt = "%s/%s.key" % (stage.work, name), "%s/%s.crt" % (stage.work, name)
    stage.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", crt, "-days", "2", "-subj", "/CN=localhost")
    return key, crt


def trusting():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
