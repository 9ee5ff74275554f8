/// Graceful close of TCP connections, and the vocabulary of their endings. Needs nothing but `java.base` at run time.
module dev.finwait.core {
    requires static transitive org.jspecify;

    exports dev.finwait.abort;
    exports dev.finwait.cause;
    exports dev.finwait.client;
    exports dev.finwait.close;
    exports dev.finwait.close.spi;
    exports dev.finwait.error;
    exports dev.finwait.server;
    exports dev.finwait.server.spi;

    uses dev.finwait.close.spi.ConnectionProbe;
    uses dev.finwait.server.spi.AdmissionControl;
}
