"""Programs that came last, when the rules were done: their first run was a blind test."""
import ftplib, glob, os, shutil, signal, socket, ssl, struct, subprocess, sys, threading, time
from clients import ENDS, LEAVES
from servers import HEAD, LATE, RACE, UNREAD, UPLOAD, answer, needs, race, rest, upload, www
from stage import HERE, LINGER_ZERO, quietly

BESIDE = os.path.join(HERE, "jvm")
JARS = os.path.join(HERE, "..", "target", "endings")
LATE_WRITE = {"server TCP_TIMEWAIT_SOCKET": "write-after-close", "server NO_SOCKET": "write-after-close"}

# A tunnel or a session that was idle for too long, and is used again: no request of a pool, but the same idle close.
IDLE = {"server TCP_ABORT_ON_DATA": "keepalive-race|write-after-close", "server TCP_TIMEWAIT_SOCKET": "keepalive-race|write-after-close"}


def early(cause):
    """A server that closes with the upload unread: by this cause, or it had closed when more came."""
    return dict(LATE_WRITE, **{"server TCP_ABORT_ON_CLOSE": cause, "server TCP_ABORT_ON_DATA": LATE})


# Linger zero is set, and data is unread: the kernel looks at the data first.
BOTH = "close-with-unread|linger-zero"

# A channel or a socket of Java says goodbye before it closes, unless linger zero is set.
JAVA_EARLY = early("half-close-then-unread")
JAVA_LEAVES = dict(LEAVES, **{"client TCP_ABORT_ON_CLOSE": "half-close-then-unread", "client TCP_STATE": "linger-zero"})


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


def where(stage, side="server"):
    host = stage.server if side == "server" else stage.gates["client"]
    return "[%s]" % host if stage.ipv6 else host


def jars():
    """The libraries that jvm/pom.xml names, fetched once."""
    if not glob.glob(JARS + "/*.jar"):
        subprocess.run([os.path.join(HERE, "..", "..", "build"), "-q", "-B", "-f", BESIDE + "/pom.xml", "dependency:copy-dependencies"],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return bool(glob.glob(JARS + "/*.jar"))


def jvm_servers(stage):
    if not shutil.which("java") or not jars():
        return
    program = stage.start("java", "-Xmx128m", "-cp", JARS + "/*", BESIDE + "/Servers.java", stage.server, log=stage.work + "/jvm.log")
    if not stage.listening(8632, seconds=40):
        return
    for port, program_name in ((8601, "Jetty"), (8611, "Tomcat"), (8631, "Undertow")):
        stage.label(port, JAVA_EARLY, program_name, "413 to an upload")
        upload(stage, port, 5_000_000, 3)
    for port, program_name, ending in ((8602, "Jetty", "idleTimeout 1 s, client asks again"), (8612, "Tomcat", "keepAliveTimeout 1 s, client asks again"),
                                       (8632, "Undertow", "NO_REQUEST_TIMEOUT 1 s, client asks again")):
        stage.label(port, RACE, program_name, ending)
        race(stage, port, 1, 3)
    stage.label(8613, early(UNREAD), "Tomcat", "connectionTimeout 1 s, the client's head comes too late")
    stage.label(8621, JAVA_EARLY, "Netty", "close() with data unread")
    stage.label(8622, {"server TCP_STATE": "linger-zero", "server TCP_ABORT_ON_CLOSE": BOTH}, "Netty", "SO_LINGER 0")
    stage.label(8623, IDLE, "Netty", "ReadTimeoutHandler 1 s, client speaks again")
    halves = [stage.dial(port) for port in (8613, 8623) for i in range(3)]
    for s in halves:
        s.sendall(HEAD[:20])
    for port in (8621, 8622):
        for i in range(3):
            s = stage.dial(port)
            s.sendall(HEAD)
            time.sleep(0.05)
            quietly(s.sendall, b"u" * 100_000)
            rest(s)
            s.close()
    time.sleep(2.5)
    for s in halves:
        quietly(s.sendall, HEAD[20:])
        time.sleep(0.05)
        s.close()
    stage.label(8614, "process-died", "Tomcat", "kill -9 with uploads unread")
    busy = [stage.dial(8614) for i in range(3)]
    for s in busy:
        s.sendall(UPLOAD % 100_000 + b"u" * 50_000)
    time.sleep(0.5)
    stage.kill(program)
    time.sleep(0.1)
    for s in busy:
        s.close()


def jvm_clients(stage):
    if not (shutil.which("java") and shutil.which("nginx")) or not jars():
        return
    endings = ((8603, "okhttp-cancel", "OkHttp", "cancel() in a download"), (8604, "okhttp-timeout", "OkHttp", "readTimeout, then the answer comes"),
               (8605, "apache-abort", "Apache HttpClient", "abort() in a download"),
               (8606, "apache-timeout", "Apache HttpClient", "responseTimeout, then the answer comes"),
               (8607, "java-close", "Java HttpClient", "stream closed in a download"),
               (8608, "java-timeout", "Java HttpClient", "timeout, then the answer comes"),
               (8609, "url-connection", "HttpURLConnection", "readTimeout, then the answer comes"))
    server = site(stage, "jvm", [8603, 8605, 8607])
    late = [sleepy(stage, port, 0.8) for port in (8604, 8606, 8608, 8609)]
    clients = []
    for port, which, program, ending in endings:
        leaves = dict(JAVA_LEAVES, **{"client TCP_ABORT_ON_CLOSE": BOTH}) if which == "apache-abort" else JAVA_LEAVES
        stage.label(port, leaves, program, ending)
        clients.append(stage.start("java", "-Xmx64m", "-cp", JARS + "/*", BESIDE + "/Clients.java", which, stage.url(port, "/big"), at="client",
                                   log=stage.work + "/jvm.log"))
    for client in clients:
        client.wait(60)
    stage.kill(server)
    for listener in late:
        listener.close()


def pool(stage):
    """A JDBC pool whose server drops idle connections, and a query that is given up."""
    programs = "/usr/lib/postgresql/15/bin/"
    if not os.path.exists(programs + "postgres") or not shutil.which("java") or not jars():
        return
    data = stage.work + "/pool"
    os.makedirs(data)
    shutil.chown(data, "postgres", "postgres")
    stage.run("runuser", "-u", "postgres", "--", programs + "initdb", "-A", "trust", "--no-sync", "-D", data, timeout=60)
    with open(data + "/pg_hba.conf", "a") as hba:
        hba.write("host all all 0.0.0.0/0 trust\nhost all all ::/0 trust\n")
    for port in (8691, 8692):
        server = stage.start("runuser", "-u", "postgres", "--", programs + "postgres", "-D", data, "-p", port, "-c", "listen_addresses=*", "-c", "fsync=off",
                             "-c", "unix_socket_directories=" + data, "-c", "idle_session_timeout=%d" % (1500 if port == 8691 else 0), log=stage.work + "/pool.log")
        if not stage.listening(port, seconds=20):
            return
        time.sleep(1)
        if port == 8691:
            stage.label(port, RACE, "HikariCP", "PostgreSQL's idle_session_timeout 1.5 s, connections taken again")
        else:
            stage.label(port, JAVA_LEAVES, "pgjdbc", "socketTimeout, then the answer comes")
        stage.run("java", "-Xmx64m", "-cp", JARS + "/*", BESIDE + "/Clients.java", "pool" if port == 8691 else "jdbc-timeout",
                  "jdbc:postgresql://%s:%d/postgres?user=postgres&sslmode=disable" % (where(stage), port), at="client")
        stage.kill(server, signal.SIGINT)


WSGI = """
import time
def app(environ, start):
    if environ['PATH_INFO'] == '/stall': time.sleep(60)
    start('413 no' if environ['REQUEST_METHOD'] == 'POST' else '200 ok', [('Content-Length', '2')])
    return [b'ok']
async def asgi(scope, receive, send):
    if scope['type'] != 'http': return
    await send({'type': 'http.response.start', 'status': 413 if scope['method'] == 'POST' else 200, 'headers': [(b'content-length', b'2')]})
    await send({'type': 'http.response.body', 'body': b'ok'})
if __name__ == '__main__':
    import sys, waitress
    waitress.serve(app, listen=sys.argv[1], channel_timeout=1, cleanup_interval=1, max_request_body_size=10000)
"""


def python_servers(stage):
    path = {"PYTHONPATH": stage.work}
    script = stage.file("endings_wsgi.py", WSGI)
    if needs_all("gunicorn"):
        server = stage.start("gunicorn", "-b", "%s:8641" % where(stage), "--timeout", "2", "--graceful-timeout", "1", "endings_wsgi:app", env=path)
        threads = stage.start("gunicorn", "-b", "%s:8642" % where(stage), "-k", "gthread", "--keep-alive", "1", "endings_wsgi:app", env=path)
        stage.listening(8641)
        stage.label(8641, early("early-response"), "gunicorn", "413 with the body unread")
        upload(stage, 8641, 3_000_000, 3)
        # The worker hangs, and its master ends it.
        for i in range(3):
            s = stage.dial(8641, timeout=8)
            stage.note(s, {"server TCP_ABORT_ON_CLOSE": "process-died"}, "gunicorn", "worker ended for its timeout, upload unread")
            s.sendall(UPLOAD.replace(b"/x", b"/stall") % 100_000 + b"u" * 50_000)
            rest(s)
            s.close()
        stage.listening(8642)
        stage.label(8642, RACE, "gunicorn", "--keep-alive 1, client asks again")
        race(stage, 8642, 1, 3)
        stage.kill(server)
        stage.kill(threads)
    if needs_all("uvicorn"):
        server = stage.start("uvicorn", "--host", stage.server, "--port", "8643", "--timeout-keep-alive", "1", "endings_wsgi:asgi", env=path)
        stage.listening(8643)
        stage.label(8643, RACE, "uvicorn", "--timeout-keep-alive 1, client asks again")
        race(stage, 8643, 1, 3)
        for i in range(3):
            s = stage.dial(8643, timeout=3)
            stage.note(s, early("early-response"), "uvicorn", "413 with the body unread")
            quietly(s.sendall, UPLOAD.replace(b"Host", b"Connection: close\r\nHost") % 3_000_000 + b"u" * 3_000_000)
            rest(s)
            s.close()
        stage.kill(server)
    server = stage.start("/usr/bin/python3", script, "%s:8645" % where(stage), log=stage.work + "/waitress.log")
    if stage.listening(8645, seconds=5):
        stage.label(8645, RACE, "waitress", "channel_timeout 1, client asks again")
        race(stage, 8645, 3, 3)
        for i in range(3):
            s = stage.dial(8645)
            stage.note(s, early("early-response"), "waitress", "413 to an upload")
            quietly(s.sendall, UPLOAD % 3_000_000 + b"u" * 3_000_000)
            rest(s)
            s.close()
    stage.kill(server)


def needs_all(*programs):
    return all(shutil.which(program) for program in programs)


WEBRICK = """
require 'webrick'
s = WEBrick::HTTPServer.new(BindAddress: ARGV[0], Port: 8651, RequestTimeout: 1, Logger: WEBrick::Log.new(File::NULL), AccessLog: [])
s.mount_proc('/') { |q, a| a.status = 413 if q.request_method == 'POST'; a.keep_alive = false if q.request_method == 'POST'; a.body = 'ok' }
s.start
"""
RACK = """
run lambda { |e| sleep 60 if e['PATH_INFO'] == '/stall'; [200, {'content-length' => '2'}, ['ok']] }
"""


def ruby(stage):
    if not shutil.which("ruby"):
        return
    server = stage.start("ruby", stage.file("webrick.rb", WEBRICK), stage.server, log=stage.work + "/ruby.log")
    if stage.listening(8651, seconds=10):
        stage.label(8651, early("early-response"), "WEBrick", "413 with the body unread")
        upload(stage, 8651, 3_000_000, 3)
        slow = [stage.dial(8651) for i in range(3)]
        for s in slow:
            stage.note(s, early(UNREAD), "WEBrick", "RequestTimeout 1, the client's head comes too late")
            s.sendall(HEAD[:20])
        time.sleep(2.5)
        for s in slow:
            quietly(s.sendall, HEAD[20:])
            time.sleep(0.05)
            s.close()
    stage.kill(server)
    if not shutil.which("puma"):
        return
    server = stage.start("puma", "-q", "-t", "1:1", "-b", "tcp://%s:8653" % where(stage), "-C", stage.file("puma.rb", "persistent_timeout 1\n"),
                         stage.file("config.ru", RACK), log=stage.work + "/puma.log")
    if stage.listening(8653, seconds=10):
        stage.label(8653, RACE, "puma", "persistent_timeout 1, client asks again")
        race(stage, 8653, 1, 3)
        busy = [stage.dial(8653) for i in range(4)]
        for s in busy:
            stage.note(s, {"server TCP_STATE": "listener-closed", "server TCP_ABORT_ON_CLOSE": "process-died"}, "puma", "kill -9 with its only thread busy")
            s.sendall(HEAD.replace(b"/small", b"/stall") * 2)
            time.sleep(0.05)
        time.sleep(0.3)
        stage.kill(server)
        time.sleep(0.1)
        for s in busy:
            s.close()
    stage.kill(server)


def php(stage):
    if not shutil.which("php"):
        return
    os.makedirs(stage.work + "/php", exist_ok=True)
    stage.file("php/stall.php", "<?php sleep(60);")
    stage.file("php/flood.php", "<?php while (true) { echo str_repeat('x', 10000); flush(); usleep(10000); }")
    server = stage.start("php", "-S", "%s:8661" % where(stage), "-t", stage.work + "/php")
    if stage.listening(8661, seconds=5):
        stage.label(8661, {"server TCP_STATE": "listener-closed", "server TCP_ABORT_ON_CLOSE": "process-died"}, "php -S", "kill -9 while it was busy")
        busy = [stage.dial(8661) for i in range(4)]
        for s in busy:
            s.sendall(HEAD.replace(b"/small", b"/stall.php"))
            time.sleep(0.1)
        time.sleep(0.3)
        stage.kill(server)
        time.sleep(0.1)
        for s in busy:
            s.close()
    fpm = next(iter(glob.glob("/usr/sbin/php-fpm*")), None)
    if not fpm or not shutil.which("nginx"):
        return
    conf = stage.file("fpm.conf", "[global]\nerror_log=%s/fpm.log\ndaemonize=no\n[www]\nuser=root\ngroup=root\nlisten=%s:8662\npm=static\npm.max_children=4\n"
                      % (stage.work, where(stage)))
    server = stage.start(fpm, "-R", "-F", "-y", conf)
    if not stage.listening(8662, seconds=5):
        return
    front = site(stage, "fpm-front", [8663], "location /flood.php { fastcgi_pass %s:8662; fastcgi_param SCRIPT_FILENAME %s/php/flood.php; fastcgi_param REQUEST_METHOD GET; }"
                 % (where(stage), stage.work), at="router")
    stage.label(8662, LEAVES, "nginx", "leaves php-fpm when its own client has left")
    stage.label(8663, LEAVES, "wget", "killed by SIGTERM, nginx and php-fpm before it")
    for i in range(3):
        stage.run("timeout", "1", "wget", "-q", "-O", "/dev/null", "http://%s:8663/flood.php" % where(stage, "router"), at="client")
    time.sleep(0.5)
    stage.kill(front)
    stage.kill(server)


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
    if not shutil.which("tinyproxy"):
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


def certificate(stage, name):
    key, crt = "%s/%s.key" % (stage.work, name), "%s/%s.crt" % (stage.work, name)
    stage.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", crt, "-days", "2", "-subj", "/CN=localhost")
    return key, crt


def trusting():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


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


def exim(stage):
    if not os.path.exists("/usr/sbin/exim4"):
        return
    os.makedirs(stage.work + "/exim")
    shutil.chown(stage.work + "/exim", "Debian-exim", "Debian-exim")
    conf = stage.file("exim.conf", "primary_hostname = a.example\nspool_directory = %s/exim\nlog_file_path = %s/exim/%%slog\nsmtp_receive_timeout = 1s\nhost_lookup =\n"
                      "rfc1413_query_timeout = 0s\nlocal_interfaces = %s\ntls_advertise_hosts =\nacl_smtp_rcpt = accept\nsmtp_accept_keepalive = false\n"
                      % (stage.work, stage.work, stage.server))
    server = stage.start("/usr/sbin/exim4", "-bdf", "-oX", "8685", "-C", conf, log=stage.work + "/exim.log")
    if not stage.listening(8685, seconds=5):
        return
    stage.label(8685, IDLE, "exim", "smtp_receive_timeout 1 s, client speaks again")
    idle = [stage.dial(8685) for i in range(3)]
    for s in idle:
        s.recv(500)
        answer(s, b"HELO me\r\n")
    for i in range(3):
        s = stage.dial(8685)
        stage.note(s, early(UNREAD), "exim", "a client that does not wait for the greeting")
        s.sendall(b"EHLO me\r\nMAIL FROM:<>\r\nRCPT TO:<a@a.example>\r\n")
        rest(s)
        quietly(s.sendall, b"QUIT\r\n")
        time.sleep(0.05)
        s.close()
    time.sleep(2)
    for s in idle:
        quietly(s.sendall, b"MAIL FROM:<>\r\n")
        time.sleep(0.05)
        s.close()
    stage.kill(server)


def vsftpd(stage):
    if not os.path.exists("/usr/sbin/vsftpd"):
        return
    os.makedirs("/var/run/vsftpd/empty", exist_ok=True)
    conf = stage.file("vsftpd.conf", "listen=%s\nlisten_ipv6=%s\nlisten_port=8701\nanonymous_enable=YES\nno_anon_password=YES\nanon_root=%s\nanon_max_rate=300000\n"
                      "pasv_min_port=8702\npasv_max_port=8704\nidle_session_timeout=2\nbackground=NO\nsecure_chroot_dir=/var/run/vsftpd/empty\nseccomp_sandbox=NO\n"
                      % ("NO" if stage.ipv6 else "YES", "YES" if stage.ipv6 else "NO", www(stage)))
    server = stage.start("/usr/sbin/vsftpd", conf, log=stage.work + "/vsftpd.log")
    if not stage.listening(8701, seconds=5):
        return
    stage.label(8701, IDLE, "vsftpd", "idle_session_timeout 2 s, client speaks again")
    for port in (8702, 8703, 8704):
        stage.label(port, LEAVES, "vsftpd", "client closes the data connection in a download")
    stage.inside("client", downloads, stage.server)
    stage.kill(server)


def downloads(server):
    sessions = []
    for i in range(3):
        ftp = ftplib.FTP(timeout=5)
        ftp.connect(server, 8701)
        ftp.login()
        data = ftp.transfercmd("RETR big")
        data.recv(10_000)
        time.sleep(0.2)
        data.close()
        sessions.append(ftp)
    time.sleep(3.5)
    for ftp in sessions:
        quietly(ftp.sock.sendall, b"NOOP\r\n")
        time.sleep(0.05)
        ftp.sock.close()


def mosquitto(stage):
    if not needs_all("mosquitto"):
        return
    server = stage.start("mosquitto", "-c", stage.file("mosquitto.conf", "".join("listener %d %s\n" % (port, stage.server) for port in (8711, 8712)) + "allow_anonymous true\n"))
    if not stage.listening(8712, seconds=5):
        return

    def call(port, name, alive):
        s = stage.dial(port)
        answer(s, b"\x10" + bytes([12 + len(name)]) + b"\0\4MQTT\4\2" + struct.pack("!HH", alive, len(name)) + name)
        return s

    stage.label(8711, IDLE, "mosquitto", "keep-alive 1 s is over, client speaks again")
    stage.label(8712, early(UNREAD), "mosquitto", "another client took the id, the old one publishes")
    silent = [call(8711, b"c%d" % i, 1) for i in range(3)]
    for i in range(3):
        old = call(8712, b"same%d" % i, 60)
        new = call(8712, b"same%d" % i, 60)
        time.sleep(0.1)
        quietly(old.sendall, b"\x30\x04\0\1tx")
        time.sleep(0.05)
        old.close()
        new.close()
    time.sleep(7)
    for s in silent:
        quietly(s.sendall, b"\xc0\0")
        time.sleep(0.05)
        s.close()
    stage.kill(server)


def transfers(stage):
    """iperf3, rsync and git daemon: transfers that are broken off."""
    if needs_all("iperf3"):
        stage.label(8726, {"server TCP_ABORT_ON_CLOSE": "process-died", "server TCP_ABORT_ON_DATA": LATE}, "iperf3", "server killed in an upload")
        for i in range(2):
            server = stage.start("iperf3", "-s", "-p", "8726")
            stage.listening(8726)
            client = stage.start("iperf3", "-c", stage.server, "-p", "8726", "-t", "10", "-b", "40M", at="client")
            time.sleep(0.5)
            stage.kill(server)
            time.sleep(0.3)
            stage.kill(client)
    if needs_all("rsync"):
        server = stage.start("rsync", "--daemon", "--no-detach", "--port=8731", "--config=" + stage.file("rsyncd.conf", "use chroot = no\nreverse lookup = no\nuid = root\n[m]\npath = %s\n" % www(stage)))
        if stage.listening(8731, seconds=5):
            stage.label(8731, dict(early(UNREAD), **dict(LEAVES, **{"client TCP_ABORT_ON_CLOSE": "close-with-unread|process-died"})), "rsync", "interrupted in a download")
            for i in range(3):
                stage.run("timeout", "-s", "INT", "1", "rsync", "--bwlimit=1000", "-W", "rsync://%s:8731/m/big" % where(stage), stage.work + "/rsynced", at="client")
        stage.kill(server)
    if needs_all("git"):
        repository = stage.work + "/git/r"
        stage.run("git", "init", "-q", "--bare", repository)
        server = stage.start("git", "daemon", "--export-all", "--base-path=" + stage.work + "/git", "--reuseaddr", "--port=8735", "--timeout=1", "--listen=" + stage.server)
        if stage.listening(8735, seconds=5):
            stage.label(8735, IDLE, "git daemon", "--timeout 1, client speaks too late")
            late = [stage.dial(8735) for i in range(3)]
            words = b"git-upload-pack /r\0"
            for s in late:
                answer(s, b"%04x" % (len(words) + 4) + words)
            time.sleep(2)
            for s in late:
                quietly(s.sendall, b"0000")
                time.sleep(0.05)
                s.close()
        stage.kill(server)


QUERY = b"\x00\x1b\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x01a\x07example\x00\x00\x01\x00\x01"


def names(stage):
    """Name servers, asked over TCP."""
    if os.path.exists("/usr/sbin/unbound"):
        conf = stage.file("unbound.conf", 'server:\n interface: %s\n port: 8741\n access-control: 0.0.0.0/0 allow\n access-control: ::/0 allow\n do-daemonize: no\n chroot: ""\n'
                          ' username: ""\n pidfile: ""\n use-syslog: no\n tcp-idle-timeout: 1000\n module-config: "iterator"\n local-data: "a.example. A 192.0.2.1"\n'
                          "remote-control:\n control-enable: no\n" % stage.server)
        server = stage.start("/usr/sbin/unbound", "-d", "-c", conf, log=stage.work + "/unbound.log")
        if stage.listening(8741, seconds=5):
            stage.label(8741, RACE, "unbound", "tcp-idle-timeout 1 s, client asks again")
            race(stage, 8741, 2, 3, QUERY)
        stage.kill(server)
    if os.path.exists("/usr/sbin/named"):
        conf = stage.file("named.conf", 'options { directory "%s"; pid-file none; listen-on port 8742 { any; }; listen-on-v6 port 8742 { any; }; tcp-idle-timeout 10; recursion no; };\n'
                          "controls { };\n" % stage.work)
        server = stage.start("/usr/sbin/named", "-g", "-n", "1", "-c", conf, log=stage.work + "/named.log")
        if stage.listening(8742, seconds=8):
            stage.label(8742, RACE, "BIND", "tcp-idle-timeout 1 s, client asks again")
            race(stage, 8742, 2, 3, QUERY)
        stage.kill(server)


def downloaders(stage):
    """wget, aria2, siege and httperf, as they leave."""
    if not needs_all("nginx"):
        return
    server = site(stage, "downloads", [8751, 8752, 8753])
    if needs_all("wget"):
        stage.label(8751, ENDS, "wget", "ended by SIGINT in a download")
        for i in range(3):
            stage.run("timeout", "-s", "INT", "0.7", "wget", "-q", "--limit-rate=200k", "-O", "/dev/null", stage.url(8751, "/big"), at="client")
    if needs_all("aria2c"):
        stage.label(8752, LEAVES, "aria2", "interrupted in a download in four pieces")
        stage.run("timeout", "-s", "INT", "1.5", "aria2c", "-q", "-x4", "-s4", "--min-split-size=1M", "-d", stage.work, "-o", "aria", stage.url(8752, "/slow"), at="client")
    if needs_all("siege"):
        stage.label(8753, dict(LEAVES, **{"client TCP_ABORT_ON_CLOSE": "close-with-unread|process-died", "client TCP_STATE": "linger-zero"}), "siege", "its time is over")
        stage.run("env", "HOME=" + stage.work, "siege", "-q", "-b", "-c3", "-t1S", stage.url(8753, "/big"), at="client")
    stage.kill(server)
    if needs_all("httperf") and not stage.ipv6:
        late = sleepy(stage, 8754, 0.8)
        stage.label(8754, dict(LEAVES, **{"client TCP_STATE": "linger-zero"}), "httperf", "--timeout, then the answer comes")
        stage.run("httperf", "--server", stage.server, "--port", "8754", "--uri", "/", "--num-conns", "3", "--rate", "3", "--timeout", "0.4", at="client")
        time.sleep(1)
        late.close()


def strangers(stage):
    """What does not speak TLS, or does not trust."""
    if not needs_all("openssl", "wget"):
        return
    key, crt = certificate(stage, "strangers")
    for port in (8745, 8746):
        stage.start("openssl", "s_server", "-accept", "%s:%d" % (where(stage), port), "-key", key, "-cert", crt, "-www")
    stage.listening(8746)
    stage.label(8745, dict(early(UNREAD), **LEAVES), "wget", "the certificate is not trusted")
    for i in range(3):
        stage.run("wget", "-q", "-t", "1", "-T", "3", "-O", "/dev/null", stage.url(8745).replace("http:", "https:"), at="client")
    stage.label(8746, early("close-with-unread|early-response"), "openssl s_server", "a client that speaks no TLS")
    upload(stage, 8746, 50_000, 3)


def killers(stage):
    """tcpkill on the router; and a router that sends a flow to another machine."""
    if needs_all("tcpkill"):
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


def strict_sshd(stage):
    if not os.path.exists("/usr/sbin/sshd"):
        return
    host = stage.work + "/host3"
    stage.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", host)
    os.makedirs("/run/sshd", exist_ok=True)
    server = stage.start("/usr/sbin/sshd", "-D", "-f", "/dev/null", "-h", host, "-p", "8781", "-o", "MaxStartups=3:100:3", "-o", "LoginGraceTime=2", "-o", "UsePAM=no")
    if not stage.listening(8781, seconds=5):
        return
    stage.label(8781, early(UNREAD), "OpenSSH", "MaxStartups reached, client says its version")
    waiting = [stage.dial(8781) for i in range(3)]
    for s in waiting:
        stage.note(s, IDLE, "OpenSSH", "LoginGraceTime 2 s, client speaks again")
        answer(s, b"SSH-2.0-Late\r\n")
    for i in range(3):
        s = stage.dial(8781)
        quietly(s.sendall, b"SSH-2.0-Refused\r\n")
        rest(s)
        s.close()
    time.sleep(3)
    for s in waiting:
        rest(s)
        quietly(s.sendall, b"x" * 100)
        time.sleep(0.05)
        s.close()
    stage.kill(server)


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
        callers = [stage.dial(8796, address=stage.gates["client"]) for i in range(3)]
        for s in callers:
            s.sendall(HEAD.replace(b"/small", b"/wait"))
        time.sleep(2.5)
        for s in callers:
            s.close()
        stage.kill(server)
        late.close()


CASES = [jvm_servers, jvm_clients, pool, python_servers, ruby, php, squid, tinyproxy, stunnel, exim, vsftpd, mosquitto, transfers, names, downloaders, strangers, killers,
         strict_sshd, impatient]
