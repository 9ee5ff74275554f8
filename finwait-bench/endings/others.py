"""Servers and tools of all kinds, none of which was there when the rules were made: their first run was a blind test."""
import ftplib, glob, os, shutil, struct, time
from clients import ENDS, LEAVES
from common import IDLE, certificate, early, needs_all, site, sleepy, where
from servers import HEAD, LATE, RACE, UNREAD, UPLOAD, answer, race, rest, upload, www
from stage import quietly


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


def exim(stage):
    if not os.path.exists("/usr/sbin/exim4"):
        return
    os.makedirs(stage.work + "/exim")
    shutil.chown(stage.work + "/exim", "Debian-exim", "Debian-exim")
    conf = stage.file("exim.conf", "primary_hostname = a.example\nspool_directory = %s/exim\nlog_file_path = %s/exim/%%slog\nsmtp_receive_timeout = 1s\nhost_lookup =\n"
                      "rfc1413_query_timeout = 0s\nlocal_interfaces = <; %s\ntls_advertise_hosts =\nacl_smtp_rcpt = accept\nsmtp_accept_keepalive = false\n"
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
        # It takes what comes too early for granted, and times out as well.
        stage.note(s, IDLE, "exim", "smtp_receive_timeout 1 s, client speaks right behind the goodbye")
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
        # It shuts down before it closes.
        stage.label(8752, dict(LEAVES, **{"client TCP_ABORT_ON_CLOSE": "half-close-then-unread"}), "aria2", "interrupted in a download in four pieces")
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


CASES = [python_servers, ruby, php, exim, vsftpd, mosquitto, transfers, names, downloaders, strangers, strict_sshd]
