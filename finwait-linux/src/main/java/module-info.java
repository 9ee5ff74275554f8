/// What the Linux kernel says about TCP sockets, asked through `java.lang.foreign`.
module dev.finwait.linux {
    requires static transitive org.jspecify;

    exports dev.finwait.linux;
}
