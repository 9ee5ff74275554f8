/// Micrometer meters for graceful closes.
@SuppressWarnings("requires-transitive-automatic") // Micrometer has a module name, but no descriptor.
module dev.finwait.micrometer {
    requires transitive dev.finwait.core;
    requires transitive micrometer.core;
    requires static transitive org.jspecify;

    exports dev.finwait.micrometer;
}
