package dev.finwait.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An error number of one operating system. The same number may mean something else on another system.
///
/// @param system the operating system
/// @param number the number, positive
/// @param name its symbolic name, for example `ECONNRESET`
/// @param text what the system itself says, in English
/// @param error the meaning; [SocketError#UNKNOWN] for a number that has nothing to do with sockets on this system
public record ErrorCode(OperatingSystem system, int number, String name, String text, SocketError error) {
    /// All numbers that are known, by system and then by number.
    ///
    /// @return an unmodifiable list
    public static List<ErrorCode> all() {
        return ErrorCodeTable.CODES;
    }

    /// Finds the code of a number on one system.
    ///
    /// @param system the operating system
    /// @param number the number; its sign is ignored, as libraries often report `-errno`
    /// @return the code, or empty when the number is not known there
    public static Optional<ErrorCode> of(OperatingSystem system, int number) {
        for (ErrorCode code : ErrorCodeTable.CODES) {
            if (code.system == system && code.number == Math.abs(number)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /// Finds every reading of a number whose system is not known.
    ///
    /// @param number the number; its sign is ignored
    /// @return an unmodifiable list, one entry for each system that knows the number
    public static List<ErrorCode> ofNumber(int number) {
        List<ErrorCode> found = new ArrayList<>();
        for (ErrorCode code : ErrorCodeTable.CODES) {
            if (code.number == Math.abs(number)) {
                found.add(code);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /// Finds every system's code of a symbolic name.
    ///
    /// @param name the name in any case, for example `econnreset` or `WSAECONNRESET`
    /// @return an unmodifiable list, empty when the name is not known
    public static List<ErrorCode> ofName(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        List<ErrorCode> found = new ArrayList<>();
        for (ErrorCode code : ErrorCodeTable.CODES) {
            if (code.name.equals(wanted)) {
                found.add(code);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /// Finds the numbers that stand for a meaning.
    ///
    /// @param error the meaning
    /// @return an unmodifiable list, by system
    public static List<ErrorCode> ofError(SocketError error) {
        List<ErrorCode> found = new ArrayList<>();
        for (ErrorCode code : ErrorCodeTable.CODES) {
            if (code.error == error) {
                found.add(code);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /// The codes of all systems that stand for the same: on each system those of the same name (`WSA` aside), or else
    /// those of the same meaning.
    ///
    /// @return an unmodifiable list, by system, with this code in it
    public List<ErrorCode> counterparts() {
        List<ErrorCode> found = new ArrayList<>();
        for (OperatingSystem other : OperatingSystem.values()) {
            List<ErrorCode> sameMeaning =
                    ofError(error).stream().filter(code -> code.system == other).toList();
            List<ErrorCode> sameName = sameMeaning.stream()
                    .filter(code -> code.posixName().equals(posixName()))
                    .toList();
            found.addAll(sameName.isEmpty() ? sameMeaning : sameName);
        }
        return Collections.unmodifiableList(found);
    }

    private String posixName() {
        return name.startsWith("WSA") ? name.substring(3) : name;
    }
}
