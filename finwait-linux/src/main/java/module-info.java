/// What the Linux kernel says about TCP sockets, asked through `java.lang.foreign`. Present beside
/// `dev.finwait.core`, it lets a graceful close ask the kernel.
///
/// The JVM wants `--enable-native-access=dev.finwait.linux` (or `ALL-UNNAMED` on the class path);
/// without it JDK 24 and newer print a warning. On other systems the module loads, and
/// [dev.finwait.linux.Linux#isAvailable()] says false.
module dev.finwait.linux {
    requires dev.finwait.core;
    requires static transitive org.jspecify;

    exports dev.finwait.linux;
    exports dev.finwait.linux.diag;
    exports dev.finwait.linux.file;
    exports dev.finwait.linux.packet;
    exports dev.finwait.linux.socket;
    exports dev.finwait.linux.tcp;

    provides dev.finwait.close.spi.ConnectionProbe with
            dev.finwait.linux.close.NetlinkProbe;
    provides dev.finwait.server.spi.AdmissionControl with
            dev.finwait.linux.server.ListenerAdmission;
}
