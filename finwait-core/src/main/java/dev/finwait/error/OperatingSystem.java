package dev.finwait.error;

/// An operating system with error numbers of its own.
public enum OperatingSystem {
    /// Linux, with the numbers of the architectures x86 and ARM.
    LINUX("Linux"),
    /// macOS; the BSDs share most of its socket numbers.
    MACOS("macOS"),
    /// Windows, with the numbers of Windows Sockets and those of the system that show up in their place.
    WINDOWS("Windows");

    private final String title;

    OperatingSystem(String title) {
        this.title = title;
    }

    /// The name as people write it.
    ///
    /// @return the name, for example `macOS`
    public String title() {
        return title;
    }
}
