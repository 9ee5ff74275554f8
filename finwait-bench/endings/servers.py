"""Servers: what they do to clients."""
import os, shutil, signal, socket, sys, time
from stage import quietly

HEAD = b"GET /small HTTP/1.1\r\nHost: a\r\n\r\n"
UPLOAD = b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
UNREAD = "close-with-unread"

# Whether the other end had seen the FIN when it sent decides here, and that is chance.
LATE = "data-before-fin-acked|request-crossed-fin|write-after-close"

# A client that asks again and leaves with the answer unread resets by itself.
RACE = {"server TCP_ABORT_ON_DATA": "keepalive-race", "server TCP_TIMEWAIT_SOCKET": "keepalive-race", "client TCP_ABORT_ON_CLOSE": "close-with-unread"}


def needs(program):
    return shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")


def answer(s, head=HEAD):
    s.sendall(head)
    return s.recv(65536)


def rest(s):
    """Reads until the end, whichever it is."""
    try:
        while s.recv(65536):
            pass
    except OSError:
        pass


def upload(stage, port, size, times):
    for i in range(times):
        s = stage.dial(port)
        quietly(s.sendall, UPLOAD % size + b"u" * size)
        rest(s)
        s.close()


def race(stage, port, idle, times, head=HEAD):
    """Asks again on kept-alive connections whose server has just closed them."""
    callers = []
    for i in range(times):
        s = stage.dial(port)
        s.sendall(head)
        s.settimeout(0.2)
        while quietly(s.recv, 65536):
            pass
        callers.append((s, time.monotonic()))
        time.sleep(0.05)
    for s, since in callers:
        # Until the FIN is there, and a little longer than it takes.
        s.settimeout(idle + 4)
        s.recv(1, socket.MSG_PEEK)
        quietly(s.sendall, head)
        time.sleep(0.05)
        s.close()


def www(stage):
    os.makedirs(stage.work + "/www", exist_ok=True)
    stage.file("www/small", "ok")
    stage.file("www/big", "n" * (16 << 20))
    return stage.work + "/www"


def nginx(stage):
    if not needs("nginx"):
        return
    root, listen = www(stage), "[::]:%d ipv6only=off" if stage.ipv6 else "%d"
    sites = "".join("server { listen %s; root %s; %s }\n" % (listen % port, root, more) for port, more in (
        (8101, "client_max_body_size 10k;"), (8102, "client_max_body_size 10k; lingering_close off;"),
        (8103, "location / { return 444; }"), (8104, "keepalive_timeout 1s;"), (8105, ""), (8106, "send_timeout 2s;"),
        (8107, "client_body_timeout 1s; location / { proxy_pass http://127.0.0.1:1; }"), (8108, ""),
        (8109, "keepalive_requests 3;"), (8110, "location / { limit_rate 20k; } ")))
    conf = stage.file("nginx.conf", "daemon off; pid %s/n.pid; error_log /dev/null; worker_processes 1; user root;\n"
                      "events { worker_connections 512; }\nhttp { access_log off; reset_timedout_connection on;\n%s }\n" % (stage.work, sites))
    server = stage.start("nginx", "-c", conf)
    stage.listening(8101)
    stage.label(8101, {"server TCP_ABORT_ON_CLOSE": "early-response"}, "nginx", "413 to an upload")
    upload(stage, 8101, 3_000_000, 3)
    stage.label(8102, "early-response", "nginx", "413 to an upload, lingering_close off")
    upload(stage, 8102, 3_000_000, 3)
    upload(stage, 8102, 20_000, 3)
    stage.label(8103, "linger-zero", "nginx", "return 444")
    for i in range(4):
        s = stage.dial(8103)
        s.sendall(HEAD)
        rest(s)
        s.close()
    stage.label(8104, RACE, "nginx", "keepalive_timeout 1s, client asks again")
    race(stage, 8104, 1, 6)
    stage.label(8106, "linger-zero", "nginx", "send_timeout, reset_timedout_connection")
    stage.label(8107, "linger-zero", "nginx", "client_body_timeout, reset_timedout_connection")
    slow = []
    for i in range(3):
        s = stage.dial(8106, receive=4096)
        s.sendall(b"GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
        slow.append(s)
        s = stage.dial(8107)
        s.sendall(UPLOAD % 100_000 + b"u" * 500)
        slow.append(s)
    time.sleep(4)
    for s in slow:
        rest(s)
        s.close()
    stage.label(8108, "process-died", "nginx", "killed while it answered uploads")
    busy = []
    for i in range(5):
        s = stage.dial(8108)
        s.sendall(UPLOAD % 500_000 + b"u" * 2_000)
        busy.append(s)
    time.sleep(0.2)
    worker = stage.run("pgrep", "-P", stage.run("cat", stage.work + "/n.pid").stdout.strip()).stdout.split()
    for pid in worker:
        os.kill(int(pid), signal.SIGSTOP)
    for s in busy:
        s.sendall(b"v" * 3_000)
    time.sleep(0.2)
    stage.kill(server)
    time.sleep(0.2)
    for s in busy:
        s.close()


def apache(stage):
    if not needs("apache2"):
        return
    root = www(stage)
    modules = "/usr/lib/apache2/modules/mod_"
    conf = stage.file("apache.conf", "ServerRoot %s\nPidFile %s/apache.pid\nServerName a\nErrorLog /dev/null\n" % (stage.work, stage.work)
                      + "".join("LoadModule %s_module %s%s.so\n" % (m, modules, m) for m in ("mpm_event", "authz_core", "reqtimeout"))
                      + "User www-data\nGroup www-data\nMutex pthread\n"
                      + "".join("Listen %d\n" % port for port in (8121, 8122, 8123))
                      + "DocumentRoot %s\nKeepAlive On\nKeepAliveTimeout 1\nTimeout 3\n" % root
                      + "<VirtualHost *:8121>\nLimitRequestBody 1000\n</VirtualHost>\n"
                      + "<VirtualHost *:8123>\nRequestReadTimeout body=1\n</VirtualHost>\n")
    server = stage.start("apache2", "-f", conf, "-DFOREGROUND", log=stage.work + "/apache.log")
    if not stage.listening(8121, seconds=5):
        return
    stage.label(8121, {"server TCP_ABORT_ON_CLOSE": "early-response"}, "apache", "413 to an upload")
    upload(stage, 8121, 3_000_000, 3)
    upload(stage, 8121, 20_000, 3)
    stage.label(8122, RACE, "apache", "KeepAliveTimeout 1, client asks again")
    race(stage, 8122, 1, 6)
    stage.kill(server, signal.SIGTERM)


def lighttpd(stage):
    if not needs("lighttpd"):
        return
    conf = stage.file("lighttpd.conf", 'server.document-root = "%s"\nserver.port = 8131\nserver.max-request-size = 10\n'
                      'server.max-keep-alive-idle = 1\nserver.max-write-idle = 2\n%s' % (www(stage), 'server.use-ipv6 = "enable"\n' if stage.ipv6 else "")
                      + '$SERVER["socket"] == "%s:8132" { }\n' % ("[::]" if stage.ipv6 else "0.0.0.0"))
    server = stage.start("lighttpd", "-D", "-f", conf)
    if not stage.listening(8131, seconds=5):
        return
    stage.label(8131, {"server TCP_ABORT_ON_CLOSE": "early-response"}, "lighttpd", "413 to an upload")
    upload(stage, 8131, 3_000_000, 3)
    stage.label(8132, RACE, "lighttpd", "max-keep-alive-idle 1, client asks again")
    race(stage, 8132, 1, 6)
    stage.kill(server, signal.SIGTERM)


def haproxy(stage):
    """A proxy on the router. Its backends are on the server."""
    if not needs("haproxy"):
        return
    gate = stage.gates["client"]
    backend = lambda port: "%s:%d" % (stage.server, port)
    conf = stage.file("haproxy.cfg", """
global
  maxconn 200
defaults
  mode http
  timeout connect 2s
  timeout client 3s
  timeout server 3s
  timeout http-keep-alive 1s
  timeout http-request 2s
listen refused
  bind {gate}:8141
  server s {refused}
listen checked
  bind {gate}:8142
  mode tcp
  option tcp-check
  server s {checked} check inter 300ms
listen rejects
  bind {gate}:8143
  mode tcp
  tcp-request content reject if TRUE
  server s {checked}
listen drops
  bind {gate}:8144
  http-request silent-drop if TRUE
  server s {checked}
listen idle
  bind {gate}:8145
  server s {web}
listen aborts
  bind {gate}:8146
  mode tcp
  server s {resets}
listen early
  bind {gate}:8147
  http-request return status 413
  server s {web}
""".format(gate=gate if not stage.ipv6 else "[%s]" % gate, refused=backend(8149), checked=backend(8150), web=backend(8151), resets=backend(8152)))
    checked, web, resets = (stage.listener(port) for port in (8150, 8151, 8152))
    server = stage.start("haproxy", "-db", "-f", conf, at="router", log=stage.work + "/haproxy.log")
    if not stage.listening(8141, "router", 5):
        return
    stage.label(8149, "port-closed", "haproxy", "backend refuses")
    stage.label(8150, "handshake-abandoned", "haproxy", "health check")
    for i in range(2):
        s = stage.dial(8141, address=gate)
        quietly(s.sendall, HEAD)
        rest(s)
        s.close()
    stage.label(8143, {"server TCP_ABORT_ON_CLOSE": "half-close-then-unread", "server TCP_ABORT_ON_DATA": LATE}, "haproxy", "tcp-request content reject")
    # It has the kernel forget the connection (TCP_REPAIR).
    stage.label(8144, "state-lost", "haproxy", "silent-drop")
    stage.label(8147, {"server TCP_ABORT_ON_CLOSE": "half-close-then-unread", "server TCP_ABORT_ON_DATA": LATE}, "haproxy", "413 to an upload")
    for port in (8143, 8144, 8147):
        for i in range(3):
            s = stage.dial(port, address=gate, timeout=1)
            quietly(s.sendall, UPLOAD % 50_000 + b"u" * 50_000)
            rest(s)
            s.close()
    stage.label(8152, {"server TCP_STATE": "linger-zero"}, "python", "backend resets, haproxy before it")
    stage.label(8146, {"server TCP_STATE": "proxy-relayed", "server TCP_ABORT_ON_CLOSE": "proxy-relayed"}, "haproxy", "relays its backend's reset")
    for i in range(3):
        s = stage.dial(8146, address=gate)
        s.sendall(b"hello")
        peer, _ = resets.accept()
        peer.recv(10)
        peer.sendall(b"part of an ans")
        time.sleep(0.1)
        from stage import LINGER_ZERO
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        peer.close()
        time.sleep(0.1)
        rest(s)
        s.close()
    stage.kill(server, signal.SIGTERM)
    for s in (checked, web, resets):
        s.close()


def redis(stage):
    if not needs("redis-server"):
        return
    ping = b"PING\r\n"
    server = stage.start("redis-server", "--port", "8161", "--save", "", "--protected-mode", "no", "--bind", stage.server,
                         "--client-output-buffer-limit", "normal", "1mb", "1mb", "1")
    stage.listening(8161)
    stage.label(8161, "write-after-close", "redis", "CLIENT KILL, client writes on")
    callers = [stage.dial(8161) for i in range(4)]
    for s in callers:
        answer(s, ping)
    admin = stage.dial(8161)
    answer(admin, b"CLIENT KILL TYPE normal SKIPME yes\r\n")
    time.sleep(0.2)
    for s in callers:
        quietly(s.sendall, ping)
        time.sleep(0.05)
        s.close()
    answer(admin, b"CONFIG SET timeout 1\r\n")
    answer(admin, b"CONFIG SET maxclients 2\r\n")
    admin.close()
    time.sleep(0.1)
    # Another port of the same server would be another server: the idle ones are told from the killed ones one by one.
    idle = []
    for i in range(2):
        s = stage.dial(8161)
        stage.note(s, "keepalive-race", "redis", "timeout 1, client asks again")
        answer(s, ping)
        idle.append(s)
    for i in range(3):
        s = stage.dial(8161)
        stage.note(s, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_TIMEWAIT_SOCKET": "write-after-close", "server TCP_ABORT_ON_DATA": LATE},
                   "redis", "maxclients reached, client talks")
        quietly(s.sendall, ping)
        rest(s)
        s.close()
    for s in idle:
        s.settimeout(6)
        s.recv(1, socket.MSG_PEEK)
        quietly(s.sendall, ping)
        time.sleep(0.05)
        s.close()
    big = b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$%d\r\n%s\r\n"
    admin = stage.dial(8161)
    answer(admin, b"CONFIG SET timeout 0\r\n")
    answer(admin, big % (900_000, b"k" * 900_000))
    admin.close()
    for i in range(2):
        s = stage.dial(8161, receive=4096)
        stage.note(s, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_ABORT_ON_DATA": LATE}, "redis", "output buffer limit, client does not read")
        for n in range(30):
            quietly(s.sendall, b"GET k\r\n")
            time.sleep(0.02)
        time.sleep(0.2)
        quietly(s.sendall, ping)
        time.sleep(0.2)
        s.close()
    stage.kill(server)


def postgres(stage):
    programs = "/usr/lib/postgresql/15/bin/"
    if not os.path.exists(programs + "postgres") or not needs("runuser"):
        return
    data = stage.work + "/pg"
    os.makedirs(data)
    shutil.chown(data, "postgres", "postgres")
    stage.run("runuser", "-u", "postgres", "--", programs + "initdb", "-A", "trust", "--no-sync", "-D", data, timeout=60)
    with open(data + "/pg_hba.conf", "a") as hba:
        hba.write("host all all 0.0.0.0/0 trust\nhost all all ::/0 trust\n")
    server = stage.start("runuser", "-u", "postgres", "--", programs + "postgres", "-D", data, "-p", "8171", "-c", "listen_addresses=*",
                         "-c", "fsync=off", "-c", "unix_socket_directories=" + data, log=stage.work + "/pg.log")
    if not stage.listening(8171, seconds=20):
        return
    time.sleep(1)

    def psql(*more, **options):
        return stage.start("psql", "-h", stage.server, "-p", "8171", "-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=0", *more,
                           at="client", stdin=options.get("stdin", -1), log=stage.work + "/psql.log")

    def say(client, text):
        client.stdin.write(text.encode() + b"\n")
        client.stdin.flush()

    stage.label(8171, {"server TCP_TIMEWAIT_SOCKET": "write-after-close", "server NO_SOCKET": "write-after-close", "server TCP_ABORT_ON_DATA": LATE,
                       "server TCP_ABORT_ON_CLOSE": UNREAD, "client TCP_TIMEWAIT_SOCKET": "client-gone", "client TCP_ABORT_ON_DATA": "client-gone",
                       "client NO_SOCKET": "client-gone", "client TCP_ABORT_ON_CLOSE": "process-died"},
                "PostgreSQL", "pg_terminate_backend, then asked again; psql killed")
    clients = [psql() for i in range(3)]
    for client in clients:
        say(client, "select 1;")
    time.sleep(0.5)
    stage.run("psql", "-h", "127.0.0.1", "-p", "8171", "-U", "postgres", "-X", "-c",
              "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and client_addr is not null", at="server")
    time.sleep(0.2)
    for client in clients:
        quietly(say, client, "select 2;")
    time.sleep(0.5)
    for client in clients:
        stage.kill(client)
    # A client that is killed while its query runs: the answer meets nobody.
    clients = [psql() for i in range(3)]
    for client in clients:
        say(client, "select pg_sleep(1), repeat('x', 100000);")
    time.sleep(0.4)
    for client in clients:
        stage.kill(client)
    time.sleep(1.5)
    stage.kill(server)


def mariadb(stage):
    if not needs("mariadbd"):
        return
    data = stage.work + "/maria"
    stage.run("mariadb-install-db", "--no-defaults", "--user=root", "--auth-root-authentication-method=normal", "--datadir=" + data, timeout=60)
    server = stage.start("mariadbd", "--no-defaults", "--user=root", "--datadir=" + data, "--socket=" + data + "/s", "--port=8175",
                         "--bind-address=" + stage.server, "--wait-timeout=1", "--interactive-timeout=1", "--skip-name-resolve",
                         "--max-connections=5", "--init-file=" + stage.file("grant.sql", "grant all on *.* to 'a'@'%' identified by 'a';\n"))
    if not stage.listening(8175, seconds=20):
        return
    client = lambda: stage.start("mariadb", "--no-defaults", "-h", stage.server, "-P", "8175", "-ua", "-pa", "--skip-ssl", "--skip-reconnect", "-n", "-f",
                                 at="client", stdin=-1, log=stage.work + "/mysql.log")
    # It sets linger zero before it closes an idle connection.
    stage.label(8175, {"server TCP_STATE": "linger-zero", "server TCP_TIMEWAIT_SOCKET": "keepalive-race", "server TCP_ABORT_ON_DATA": "keepalive-race", "server NO_SOCKET": "keepalive-race"},
                "MariaDB", "wait_timeout 1, client asks again")
    clients = [client() for i in range(4)]
    for each in clients:
        each.stdin.write(b"select 1;\n")
        each.stdin.flush()
    time.sleep(2.5)
    for each in clients:
        quietly(lambda: (each.stdin.write(b"select 2;\n"), each.stdin.flush()))
    time.sleep(0.5)
    for each in clients:
        stage.kill(each)
    stage.kill(server)


CASES = [nginx, apache, lighttpd, haproxy, redis, postgres, mariadb]
