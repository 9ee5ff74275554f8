"""Clients, and small servers in the languages that services are written in: how they leave, and how they are left."""
import os, shutil, signal, socket, ssl, struct, sys, time
from servers import HEAD, LATE, RACE, UNREAD, UPLOAD, answer, race, rest, upload, www
from stage import LINGER_ZERO, quietly

# What a client that leaves draws depends on what lay in its socket at that instant.
LEAVES = {"client TCP_ABORT_ON_CLOSE": UNREAD, "client TCP_ABORT_ON_DATA": "client-gone", "client TCP_TIMEWAIT_SOCKET": "client-gone",
          "client NO_SOCKET": "client-gone"}
ENDS = dict(LEAVES, **{"client TCP_ABORT_ON_CLOSE": "process-died"})


def plain_server(stage, port):
    """nginx with big and small files, for clients that leave."""
    conf = stage.file("plain-%d.conf" % port, "daemon off; pid %s/p%d.pid; error_log /dev/null; worker_processes 1; user root;\n"
                      "events { worker_connections 256; }\nhttp { access_log off; server { listen %s; root %s; client_max_body_size 1g;\n"
                      "location /slow { limit_rate 50k; alias %s/big; } location /dav { root %s; dav_methods PUT; client_body_buffer_size 1k; } } }\n"
                      % (stage.work, port, ("[::]:%d ipv6only=off" if stage.ipv6 else "%d") % port, www(stage), www(stage), stage.work))
    server = stage.start("nginx", "-c", conf)
    stage.listening(port)
    return server


def curl(stage):
    if not (shutil.which("curl") and shutil.which("nginx")):
        return
    server = plain_server(stage, 8201)
    stage.label(8201, LEAVES, "curl", "--max-time in a download")
    for i in range(3):
        stage.run("curl", "-s", "-m", "1", "--limit-rate", "100k", "-o", "/dev/null", stage.url(8201, "/big"), at="client")
    for i in range(3):
        stage.run("curl", "-s", "-m", "1", "-o", "/dev/null", stage.url(8201, "/slow"), at="client")
    stage.kill(server)
    server = plain_server(stage, 8202)
    stage.label(8202, ENDS, "curl", "killed in a download")
    got = [stage.start("curl", "-s", "--limit-rate", "100k", "-o", "/dev/null", stage.url(8202, "/big"), at="client") for i in range(3)]
    time.sleep(0.7)
    for each in got:
        stage.kill(each)
    stage.kill(server)


def load(stage):
    """Load generators stop in the middle of what they do."""
    if not shutil.which("nginx"):
        return
    server = plain_server(stage, 8205)
    stage.label(8205, ENDS, "wrk", "its time is over")
    if shutil.which("wrk"):
        stage.run("wrk", "-c8", "-t1", "-d1s", stage.url(8205, "/small"), at="client")
    stage.kill(server)
    server = plain_server(stage, 8206)
    stage.label(8206, dict(ENDS, **{"client NO_SOCKET": "handshake-abandoned"}), "ab", "-t 1")
    if shutil.which("ab"):
        stage.run("ab", "-q", "-t", "1", "-n", "100000", "-c", "4", stage.url(8206, "/small"), at="client")
    stage.kill(server)


NODE = """
const http = require('http'), net = require('net'), host = process.argv[2];
const ok = (q, a) => { a.end('ok'); };
const idle = http.createServer(ok); idle.keepAliveTimeout = 1000; idle.listen(8211, host);
const early = http.createServer((q, a) => { a.statusCode = 413; a.end('no', () => q.socket.destroy()); }); early.listen(8212, host);
net.createServer(s => { s.on('error', () => {}); s.once('data', () => { s.write('part'); setTimeout(() => s.resetAndDestroy(), 50); }); }).listen(8213, host);
net.createServer({pauseOnConnect: true}, s => { s.on('error', () => {}); setTimeout(() => s.destroy(), 100); }).listen(8214, host);
const all = http.createServer((q, a) => { setTimeout(() => all.closeAllConnections(), 200); }); all.listen(8215, host);
"""


def node(stage):
    if not shutil.which("node"):
        return
    program = stage.start("node", stage.file("endings.js", NODE), stage.server, log=stage.work + "/node.log")
    if not stage.listening(8215):
        return
    stage.label(8211, RACE, "Node", "keepAliveTimeout 1 s, client asks again")
    race(stage, 8211, 2, 5)
    stage.label(8212, {"server TCP_ABORT_ON_CLOSE": "early-response", "server TCP_ABORT_ON_DATA": LATE}, "Node", "413, then destroy()")
    upload(stage, 8212, 2_000_000, 3)
    stage.label(8213, "linger-zero", "Node", "resetAndDestroy()")
    stage.label(8214, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_TIMEWAIT_SOCKET": "write-after-close"}, "Node", "destroy() with a request unread")
    stage.label(8215, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_ABORT_ON_DATA": LATE,
                       "server TCP_TIMEWAIT_SOCKET": "write-after-close"}, "Node", "closeAllConnections()")
    for port in (8213, 8214, 8215):
        for i in range(3):
            s = stage.dial(port)
            quietly(s.sendall, HEAD)
            time.sleep(0.3)
            if port == 8215:
                quietly(s.sendall, HEAD)
                time.sleep(0.05)
            rest(s)
            s.close()
    stage.kill(program)


GO = """
package main
import ("context"; "io"; "net"; "net/http"; "os"; "time")
func serve(port string, s *http.Server) { l, e := net.Listen("tcp", net.JoinHostPort(os.Args[2], port)); if e != nil { panic(e) }; go s.Serve(l) }
func main() {
 if os.Args[1] == "get" {
  c, stop := context.WithTimeout(context.Background(), 300*time.Millisecond); defer stop()
  q, _ := http.NewRequestWithContext(c, "GET", os.Args[2], nil)
  if a, e := http.DefaultClient.Do(q); e == nil { io.Copy(io.Discard, a.Body) }
  time.Sleep(100*time.Millisecond); return
 }
 early := func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(413); w.Write([]byte("no")) }
 serve("8221", &http.Server{Handler: http.HandlerFunc(early)})
 idle := func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) }
 serve("8222", &http.Server{Handler: http.HandlerFunc(idle), IdleTimeout: time.Second})
 l, _ := net.Listen("tcp", net.JoinHostPort(os.Args[2], "8223"))
 go func() { for { c, e := l.Accept(); if e != nil { return }; go func() { b := make([]byte, 100); c.Read(b); c.Write([]byte("part")); time.Sleep(50*time.Millisecond); c.(*net.TCPConn).SetLinger(0); c.Close() }() } }()
 var s *http.Server
 s = &http.Server{}
 s.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { time.Sleep(300*time.Millisecond); s.Close() })
 serve("8224", s)
 serve("8225", &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("half")); w.(http.Flusher).Flush(); panic(http.ErrAbortHandler) })})
 time.Sleep(time.Minute)
}
"""


def go(stage):
    if not shutil.which("go"):
        return
    source, binary = stage.file("endings.go", GO), stage.work + "/endings"
    built = stage.run("go", "build", "-o", binary, source, timeout=180)
    if built.returncode:
        print(built.stdout, file=sys.stderr)
        return
    program = stage.start(binary, "serve", stage.server, log=stage.work + "/go.log")
    stage.listening(8225)
    stage.label(8221, {"server TCP_ABORT_ON_CLOSE": "half-close-then-unread", "server TCP_ABORT_ON_DATA": LATE,
                       "server TCP_TIMEWAIT_SOCKET": "write-after-close"}, "Go", "413 with the body unread")
    upload(stage, 8221, 3_000_000, 3)
    stage.label(8222, RACE, "Go", "IdleTimeout 1 s, client asks again")
    race(stage, 8222, 1, 5)
    stage.label(8223, "linger-zero", "Go", "SetLinger(0)")
    stage.label(8224, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_TIMEWAIT_SOCKET": "write-after-close",
                       "server TCP_ABORT_ON_DATA": LATE}, "Go", "Server.Close() in a handler")
    stage.label(8225, {"server TCP_ABORT_ON_CLOSE": UNREAD}, "Go", "ErrAbortHandler")
    for port in (8223, 8225):
        for i in range(3):
            s = stage.dial(port)
            s.sendall(HEAD)
            rest(s)
            s.close()
    busy = [stage.dial(8224) for i in range(3)]
    for s in busy:
        s.sendall(HEAD)
    time.sleep(0.5)
    for s in busy:
        quietly(s.sendall, HEAD)
        time.sleep(0.05)
        s.close()
    server = plain_server(stage, 8226)
    stage.label(8226, LEAVES, "Go", "client's context ends in a download")
    for i in range(3):
        stage.run(binary, "get", stage.url(8226, "/slow"), at="client")
    stage.kill(server)
    stage.kill(program)


PYTHON = """
import asyncio, http.server, os, sys, threading
host = sys.argv[1]; family = 10 if ':' in host else 2
class Threads(http.server.ThreadingHTTPServer):
    address_family = family
class Early(http.server.BaseHTTPRequestHandler):
    def do_POST(self): self.send_error(413)
    def log_message(self, *a): pass
class Stuck(Early):
    def do_POST(self): threading.Event().wait()
for port, handler in ((8231, Early), (8232, Stuck)):
    threading.Thread(target=Threads((host, port), handler).serve_forever, daemon=True).start()
class Abort(asyncio.Protocol):
    def connection_made(self, t): self.t = t
    def data_received(self, d):
        self.t.write(b'part'); self.t.pause_reading(); asyncio.get_running_loop().call_later(0.2, self.t.abort)
async def main():
    s = await asyncio.get_running_loop().create_server(Abort, host, 8233); await s.serve_forever()
asyncio.run(main())
"""


def python(stage):
    program = stage.start(sys.executable, stage.file("endings.py", PYTHON), stage.server, log=stage.work + "/python.log")
    if not stage.listening(8233):
        return
    stage.label(8231, {"server TCP_ABORT_ON_CLOSE": "half-close-then-unread", "server TCP_ABORT_ON_DATA": LATE}, "Python http.server", "413 with the body unread")
    upload(stage, 8231, 500_000, 3)
    stage.label(8233, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_TIMEWAIT_SOCKET": "write-after-close"}, "Python asyncio", "transport.abort() with data unread")
    for i in range(3):
        s = stage.dial(8233)
        s.sendall(HEAD)
        time.sleep(0.1)
        quietly(s.sendall, HEAD)
        time.sleep(0.2)
        rest(s)
        s.close()
    stage.label(8232, "process-died", "Python ThreadingHTTPServer", "kill -9 with uploads unread")
    busy = [stage.dial(8232) for i in range(4)]
    for s in busy:
        s.sendall(UPLOAD % 100_000 + b"u" * 10_000)
    time.sleep(0.3)
    stage.kill(program)
    time.sleep(0.1)
    for s in busy:
        s.close()


JAVA = """
import com.sun.net.httpserver.*; import java.io.*; import java.net.*; import java.nio.*; import java.nio.channels.*;
public class Endings { interface Work { void on(Socket s) throws Exception; }
 static void serve(String host, int port, Work work) throws Exception { ServerSocket l = new ServerSocket(port, 50, InetAddress.getByName(host));
  Thread t = new Thread(() -> { try { while (true) { Socket s = l.accept(); new Thread(() -> { try { work.on(s); } catch (Exception e) {} }).start(); } } catch (IOException e) {} }); t.setDaemon(true); t.start(); }
 public static void main(String[] a) throws Exception { String host = a[0];
  serve(host, 8241, s -> { s.getInputStream().read(); s.getOutputStream().write("part".getBytes()); Thread.sleep(100); s.close(); });
  ServerSocketChannel c = ServerSocketChannel.open().bind(new InetSocketAddress(host, 8242));
  Thread t = new Thread(() -> { try { while (true) { SocketChannel s = c.accept(); s.read(ByteBuffer.allocate(1)); s.write(ByteBuffer.wrap("part".getBytes())); Thread.sleep(100); s.close(); } } catch (Exception e) {} }); t.setDaemon(true); t.start();
  HttpServer h = HttpServer.create(new InetSocketAddress(host, 8243), 50);
  h.createContext("/", x -> { x.sendResponseHeaders(200, 2); x.getResponseBody().write("ok".getBytes()); x.close(); }); h.start();
  HttpServer e = HttpServer.create(new InetSocketAddress(host, 8244), 50);
  e.createContext("/", x -> { x.sendResponseHeaders(413, -1); x.close(); }); e.start();
  Thread.sleep(60000); } }
"""


def java(stage):
    if not shutil.which("java"):
        return
    program = stage.start("java", "-Xmx64m", "-Dsun.net.httpserver.idleInterval=1", "-Dsun.net.httpserver.clockTick=500",
                          stage.file("Endings.java", JAVA), stage.server, log=stage.work + "/java.log")
    if not stage.listening(8244, seconds=30):
        return
    stage.label(8241, "half-close-then-unread", "Java", "Socket.close() with data unread")
    stage.label(8242, UNREAD, "Java", "SocketChannel.close() with data unread")
    for port in (8241, 8242):
        for i in range(3):
            s = stage.dial(port)
            s.sendall(HEAD)
            rest(s)
            s.close()
    # It says goodbye, and closes some time later: a request that comes in between lies unread.
    stage.label(8243, {"server TCP_ABORT_ON_CLOSE": "half-close-then-unread", "server TCP_TIMEWAIT_SOCKET": "keepalive-race",
                       "server TCP_ABORT_ON_DATA": "keepalive-race"}, "Java HttpServer", "idleInterval 1, client asks again")
    race(stage, 8243, 3, 4)
    stage.label(8244, {"server TCP_ABORT_ON_CLOSE": "early-response", "server TCP_ABORT_ON_DATA": LATE}, "Java HttpServer", "413 with the body unread")
    upload(stage, 8244, 2_000_000, 3)
    stage.kill(program)


def tls(stage):
    if not shutil.which("openssl"):
        return
    key, crt = stage.work + "/k.pem", stage.work + "/c.pem"
    stage.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", crt, "-days", "2", "-subj", "/CN=localhost")
    where = "[%s]" % stage.server if stage.ipv6 else stage.server
    for port, more in ((8251, []), (8252, ["-tls1_2"]), (8253, ["-Verify", "1"])):
        stage.start("openssl", "s_server", "-accept", "%s:%d" % (where, port), "-key", key, "-cert", crt, "-www", *more)
    stage.listening(8253)
    endings = dict(LEAVES, **{"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_ABORT_ON_DATA": LATE, "server TCP_TIMEWAIT_SOCKET": "write-after-close"})
    stage.label(8251, endings, "curl", "TLS 1.3, the certificate is not trusted")
    stage.label(8252, endings, "curl", "TLS 1.2, the certificate is not trusted")
    stage.label(8253, endings, "curl", "TLS 1.3, no client certificate")
    for port in (8251, 8252, 8253):
        for i in range(3):
            stage.run("curl", "-s", "-m", "3", *(["-k"] if port == 8253 else []), stage.url(port).replace("http:", "https:"), at="client")
    stage.label(8254, LEAVES, "Python ssl", "client closes over unread session tickets")
    stage.start("openssl", "s_server", "-accept", "%s:8254" % where, "-key", key, "-cert", crt, "-quiet", stdin=-1)
    stage.listening(8254)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for i in range(3):
        s = context.wrap_socket(stage.dial(8254))
        s.sendall(b"hello\n")
        time.sleep(0.1)
        s.close()
        time.sleep(0.1)


def tls_idle(stage):
    """Servers that say close_notify before they close an idle connection."""
    if not (shutil.which("openssl") and shutil.which("nginx")):
        return
    key, crt = stage.work + "/ki.pem", stage.work + "/ci.pem"
    stage.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", crt, "-days", "2", "-subj", "/CN=localhost")
    conf = stage.file("tls.conf", "daemon off; pid %s/tls.pid; error_log /dev/null; worker_processes 1; user root;\nevents { worker_connections 256; }\n"
                      "http { access_log off; keepalive_timeout 1s; server { listen %s ssl; root %s; ssl_certificate %s; ssl_certificate_key %s; } }\n"
                      % (stage.work, ("[::]:8255 ipv6only=off" if stage.ipv6 else "8255"), www(stage), crt, key))
    server = stage.start("nginx", "-c", conf)
    stage.listening(8255)
    stage.label(8255, RACE, "nginx, TLS", "keepalive_timeout 1s, client asks again")
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    callers = []
    for i in range(5):
        s = context.wrap_socket(stage.dial(8255))
        answer(s)
        callers.append(s)
        time.sleep(0.05)
    time.sleep(2)
    for s in callers:
        quietly(s.sendall, HEAD)
        time.sleep(0.05)
        s.close()
    stage.kill(server)


def ssh(stage):
    if not os.path.exists("/usr/sbin/sshd"):
        return
    key, host = stage.work + "/id", stage.work + "/host"
    for path in (key, host):
        stage.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path)
    os.makedirs("/run/sshd", exist_ok=True)
    with open(key + ".pub") as public:
        keys = stage.file("keys", public.read())
    os.chmod(keys, 0o600)
    server = stage.start("/usr/sbin/sshd", "-D", "-f", "/dev/null", "-h", host, "-p", "8261", "-o", "AuthorizedKeysFile=" + keys,
                         "-o", "StrictModes=no", "-o", "PermitRootLogin=yes", "-o", "UsePAM=no", log=stage.work + "/sshd.log")
    if not stage.listening(8261):
        return
    stage.label(8261, dict(ENDS, **{"server TCP_ABORT_ON_CLOSE": UNREAD}), "OpenSSH", "client killed while output comes")
    options = ["-i", key, "-p", "8261", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "BatchMode=yes"]
    clients = [stage.start("ssh", *options, stage.server, "while :; do echo hello; sleep 0.01; done", at="client") for i in range(3)]
    time.sleep(2)
    for each in clients:
        stage.kill(each)
        time.sleep(0.1)
    time.sleep(0.3)
    stage.kill(server)


def tools(stage):
    """nc and socat, as people test with."""
    if shutil.which("nc"):
        stage.label(8271, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server NO_SOCKET": "port-closed", "server TCP_TIMEWAIT_SOCKET": "write-after-close",
                           "server TCP_ABORT_ON_DATA": LATE}, "nc", "server killed, client writes on")
        server = stage.start("nc", *(["-6"] if stage.ipv6 else []), "-k", "-l", "-p", "8271")
        if stage.listening(8271, seconds=3):
            s = stage.dial(8271)
            s.sendall(b"hello")
            time.sleep(0.2)
            stage.kill(server)
            time.sleep(0.2)
            quietly(s.sendall, b"hello")
            time.sleep(0.1)
            s.close()
            stage.run("nc", "-z", "-w", "1", stage.server, "8271", at="client")
    if shutil.which("socat"):
        bind = ("TCP6-LISTEN:%d,reuseaddr,fork,ipv6only=0" if stage.ipv6 else "TCP4-LISTEN:%d,reuseaddr,fork")
        stage.label(8272, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_TIMEWAIT_SOCKET": "write-after-close",
                           "server TCP_ABORT_ON_DATA": LATE}, "socat", "its command ends, client writes on")
        stage.start("socat", bind % 8272, "EXEC:head -c 10")
        stage.listening(8272, seconds=3)
        for i in range(3):
            s = stage.dial(8272)
            for n in range(5):
                quietly(s.sendall, b"0123456789")
                time.sleep(0.05)
            rest(s)
            s.close()


def forwarded(stage):
    """ssh -L to a port where nobody listens: the client's connection to ssh ends, whatever ssh does with it."""
    if not os.path.exists("/usr/sbin/sshd"):
        return
    key, host = stage.work + "/id2", stage.work + "/host2"
    for path in (key, host):
        stage.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path)
    with open(key + ".pub") as public:
        keys = stage.file("keys2", public.read())
    os.chmod(keys, 0o600)
    server = stage.start("/usr/sbin/sshd", "-D", "-f", "/dev/null", "-h", host, "-p", "8262", "-o", "AuthorizedKeysFile=" + keys,
                         "-o", "StrictModes=no", "-o", "PermitRootLogin=yes", "-o", "UsePAM=no")
    stage.listening(8262)
    gate = stage.gates["client"]
    tunnel = stage.start("ssh", "-N", "-i", key, "-p", "8262", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "BatchMode=yes",
                         "-L", ("[%s]:8263:localhost:1" if stage.ipv6 else "%s:8263:localhost:1") % gate, stage.server, at="router")
    if stage.listening(8263, "router", 5):
        stage.label(8263, {"server TCP_ABORT_ON_CLOSE": UNREAD, "server TCP_STATE": "linger-zero", "server TCP_TIMEWAIT_SOCKET": "write-after-close",
                           "server TCP_ABORT_ON_DATA": LATE}, "ssh -L", "nobody listens behind it")
        for i in range(3):
            s = stage.dial(8263, address=gate)
            quietly(s.sendall, HEAD)
            rest(s)
            s.close()
    stage.kill(tunnel)
    stage.kill(server)


def caches(stage):
    """memcached and Varnish."""
    if shutil.which("memcached"):
        server = stage.start("memcached", "-u", "root", "-p", "8265", "-l", stage.server, "-o", "idle_timeout=1")
        if stage.listening(8265, seconds=5):
            stage.label(8265, RACE, "memcached", "idle_timeout=1, client asks again")
            race(stage, 8265, 3, 4, b"get a\r\n")
        stage.kill(server)
    if shutil.which("varnishd"):
        backend = plain_server(stage, 8267)
        where = "[%s]" % stage.server if stage.ipv6 else stage.server
        server = stage.start("varnishd", "-F", "-j", "none", "-n", stage.work + "/varnish", "-a", "%s:8266" % where, "-b", "%s:8267" % where,
                             "-p", "timeout_idle=1", "-s", "malloc,16m", log=stage.work + "/varnish.log")
        if stage.listening(8266, seconds=15):
            stage.label(8266, RACE, "Varnish", "timeout_idle=1, client asks again")
            race(stage, 8266, 2, 4)
        stage.kill(server)
        stage.kill(backend)


CASES = [curl, load, node, go, python, java, tls, tls_idle, ssh, tools, forwarded, caches]
