package dev.finwait.cli.verdict;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What the parts of a verdict are called in sentences.
public final class Words {
    /// As many digits as `docker ps` shows.
    private static final int SHORT_ID = 12;

    private Words() {}

    /// Who reset.
    ///
    /// @param party who
    /// @return for example `the server`
    public static String who(Party party) {
        return switch (party) {
            case CLIENT -> "the client";
            case SERVER -> "the server";
            case THIRD_PARTY -> "neither end, but a box or packet filter between them";
            case UNKNOWN -> "cannot be told";
        };
    }

    /// A process.
    ///
    /// @param process the process
    /// @return for example `nginx[812]`, or `nginx[812] in 4faf35ea4b3e` in a container
    public static String process(ProcessIdentity process) {
        String name = process.name() + "[" + process.pid() + "]";
        return process.container() == null ? name : name + " in " + brief(process.container());
    }

    /// A container as its manager shows it: by the first digits of its id, but by a whole name.
    private static String brief(String container) {
        return container.startsWith("/") ? container : container.substring(0, Math.min(SHORT_ID, container.length()));
    }

    /// How sure a verdict is.
    ///
    /// @param confidence how sure
    /// @return what that means
    public static String sure(Confidence confidence) {
        return switch (confidence) {
            case CERTAIN -> "certain: what was seen admits no other cause";
            case LIKELY -> "likely";
            case POSSIBLE -> "possible, no more than that";
        };
    }

    /// Causes one after the other.
    ///
    /// @param causes the causes
    /// @return for example `closed with linger zero, or the process died`; empty without any
    public static String alternatives(Collection<Cause> causes) {
        List<String> titles =
                causes.stream().map(cause -> lowerFirst(cause.title())).toList();
        int last = titles.size() - 1;
        return last < 1
                ? String.join("", titles)
                : String.join(", ", titles.subList(0, last)) + " or " + titles.get(last);
    }

    /// What was lost on one connection.
    ///
    /// @param verdict what is said of it
    /// @return for example `1,460 bytes lost`, `no harm`
    public static String harm(Verdict verdict) {
        return switch (verdict.harm()) {
            case NONE -> "no harm";
            case POSSIBLE -> "may have lost data";
            case LOST ->
                verdict.bytesLost().isPresent() && verdict.bytesLost().getAsLong() > 0
                        ? Amounts.bytes(verdict.bytesLost().getAsLong()) + " lost"
                        : "data lost";
        };
    }

    /// A title in the middle of a sentence.
    ///
    /// @param title a few words; names and abbreviations at the start stay as they are
    /// @return the words with a small first letter
    public static String lowerFirst(String title) {
        boolean name = (title.length() > 1 && !Character.isLowerCase(title.charAt(1))) || title.startsWith("Node");
        return name && !title.startsWith("A ")
                ? title
                : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }
}
