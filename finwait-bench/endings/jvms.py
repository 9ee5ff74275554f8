"""Servers and clients of the JVM, none of which was there when the rules were made."""
import glob, os, shutil, signal, subprocess, time
from clients import LEAVES
from common import BOTH, IDLE, early, site, sleepy, where
from servers import HEAD, RACE, UNREAD, UPLOAD, race, rest, upload
from stage import HERE, quietly


BESIDE = os.path.join(HERE, "jvm")
JARS = os.path.join(HERE, "..", "target", "endings")

# A channel or a socket of Java says goodbye before it closes, unless linger zero is set.
JAVA_EARLY = early("half-close-then-unread")
JAVA_LEAVES = dict(LEAVES, **{"client TCP_ABORT_ON_CLOSE": "half-close-then-unread", "client TCP_STATE": "linger-zero"})


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


CASES = [jvm_servers, jvm_clients, pool]
