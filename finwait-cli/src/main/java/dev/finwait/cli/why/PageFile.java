package dev.finwait.cli.why;

import dev.finwait.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The file that a page is written to.
///
/// @param path where
/// @param force whether a file that is there may be replaced
record PageFile(Path path, boolean force) {
    /// Looks before the work begins whether the page could be written at its end.
    ///
    /// @param inputs the captures, which are never replaced
    /// @throws CommandFailure if it could not
    void check(List<String> inputs) throws IOException {
        for (String input : inputs) {
            if (Files.exists(path) && Files.exists(Path.of(input)) && Files.isSameFile(path, Path.of(input))) {
                throw CommandFailure.badInput(path + " is a capture that is to be read: give --html another name.");
            }
        }
        if (Files.isDirectory(path)) {
            throw CommandFailure.badInput(path + " is a directory: give --html the name of a file.");
        }
        if (!force && Files.exists(path)) {
            throw existing();
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw CommandFailure.badInput("no such directory: " + folder + ", where --html should go.");
        }
    }

    void write(String page) throws IOException {
        OpenOption[] how = force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.writeString(path, page, how);
        } catch (FileAlreadyExistsException e) {
            throw existing();
        }
    }

    private CommandFailure existing() {
        return CommandFailure.badInput(path + " exists already: name another file, or add --force to replace it.");
    }
}
