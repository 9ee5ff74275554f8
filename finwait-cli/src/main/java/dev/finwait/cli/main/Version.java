package dev.finwait.cli.main;

import dev.finwait.cli.OwnVersion;
import picocli.CommandLine.IVersionProvider;

/// The answer to `finwait --version`.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String own = OwnVersion.get();
        return new String[] {
            "finwait " + own + " (Java " + property("java.version") + ", " + property("os.name") + " "
                    + property("os.version") + " " + property("os.arch") + ")"
        };
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }
}
