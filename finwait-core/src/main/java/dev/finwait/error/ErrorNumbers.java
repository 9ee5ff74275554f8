package dev.finwait.error;

import java.util.Locale;

/// Recognises error numbers and their symbolic names in a message, where it marks them as such.
///
/// This is how messages in a language other than English are understood: Windows translates its texts, not its
/// numbers.
final class ErrorNumbers {
    /// Words before a number that make any known number count. In lower case, as the text is.
    private static final String[] MARKS = {"errno", "os error", "winerror", "wsagetlasterror", "failed with error("};

    /// Windows Sockets numbers are rare enough to count behind weaker marks.
    private static final int WINDOWS_SOCKETS_FIRST = 10_004;

    private static final int WINDOWS_SOCKETS_LAST = 11_031;

    private ErrorNumbers() {}

    static SocketError recognize(String lowerCaseText, boolean trusted) {
        SocketError byName = byName(lowerCaseText);
        return byName == SocketError.UNKNOWN ? byNumber(lowerCaseText, trusted) : byName;
    }

    /// Finds a word such as `ECONNRESET`.
    private static SocketError byName(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && isWordPart(text.charAt(end))) {
                end++;
            }
            if (end - start > 3 && (text.charAt(start) == 'e' || text.startsWith("wsae", start))) {
                SocketError error = ofName(text.substring(start, end));
                if (error != SocketError.UNKNOWN) {
                    return error;
                }
            }
            start = end + 1;
        }
        return SocketError.UNKNOWN;
    }

    private static SocketError ofName(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        for (ErrorCode code : ErrorCode.all()) {
            if (code.error() != SocketError.UNKNOWN && code.name().equals(name)) {
                return code.error();
            }
        }
        return SocketError.UNKNOWN;
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    private static SocketError byNumber(String text, boolean trusted) {
        for (String mark : MARKS) {
            int at = text.indexOf(mark);
            if (at >= 0) {
                return ofNumber(numberAt(text, at + mark.length()));
            }
        }
        return trusted ? byWindowsNumber(text) : SocketError.UNKNOWN;
    }

    /// Finds a Windows Sockets number in brackets or behind the word "error" or "code": `(10054)`, `error: 10054`.
    private static SocketError byWindowsNumber(String text) {
        int at = text.indexOf("10");
        while (at >= 0) {
            int number = numberAt(text, at);
            if (number >= WINDOWS_SOCKETS_FIRST && number <= WINDOWS_SOCKETS_LAST && isMarked(text, at)) {
                return ofNumber(number);
            }
            at = text.indexOf("10", at + 2);
        }
        return SocketError.UNKNOWN;
    }

    private static boolean isMarked(String text, int at) {
        int before = at - 1;
        while (before >= 0
                && (text.charAt(before) == ' ' || text.charAt(before) == ':' || text.charAt(before) == '=')) {
            before--;
        }
        if (before == at - 1) {
            return before >= 0 && (text.charAt(before) == '(' || text.charAt(before) == '[');
        }
        String words = text.substring(0, before + 1);
        return words.endsWith("error") || words.endsWith("code");
    }

    /// The meaning of a number on whatever system, if all systems that use it for sockets agree.
    private static SocketError ofNumber(int number) {
        SocketError found = SocketError.UNKNOWN;
        for (ErrorCode code : ErrorCode.ofNumber(number)) {
            if (code.error() != SocketError.UNKNOWN) {
                if (found != SocketError.UNKNOWN && found != code.error()) {
                    return SocketError.UNKNOWN;
                }
                found = code.error();
            }
        }
        return found;
    }

    /// The number that begins here, behind blanks and punctuation; 0 when there is none or it is too long to be one.
    private static int numberAt(String text, int start) {
        int from = start;
        while (from < text.length() && " :=-#'\"".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < text.length() && to - from < 6 && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
            to++;
        }
        boolean isNumber = to > from && to - from < 6 && (to == text.length() || !isWordPart(text.charAt(to)));
        return isNumber ? Integer.parseInt(text.substring(from, to)) : 0;
    }
}
