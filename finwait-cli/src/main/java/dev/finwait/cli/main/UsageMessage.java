package dev.finwait.cli.main;

import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.NearestMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in one sentence, with the nearest thing that would have been right.
final class UsageMessage {
    private UsageMessage() {}

    static String of(ParameterException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        String help = command.qualifiedName() + " --help";
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command, help);
        }
        String message = String.valueOf(failure.getMessage()).replace("is not an int", "is no whole number");
        String lowered = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        boolean namesCure = message.contains("'finwait ");
        return lowered + suggestion(failure) + (namesCure ? "" : ". See '" + help + "'.");
    }

    private static String unmatched(UnmatchedArgumentException failure, CommandSpec command, String help) {
        String given = failure.getUnmatched().getFirst();
        if (failure.isUnknownOption()) {
            return unknown("option", given, command.optionsMap().keySet(), help);
        }
        if (command.subcommands().isEmpty()) {
            return "unexpected argument '" + given + "'. See '" + help + "'.";
        }
        List<String> names = new ArrayList<>(command.subcommands().keySet());
        names.addAll(command.optionsMap().keySet());
        return unknown("command", given, names, help);
    }

    private static String unknown(String kind, String given, Collection<String> candidates, String help) {
        return String.valueOf(
                CommandFailure.unknown(kind, given, candidates, help).getMessage());
    }

    private static String suggestion(ParameterException failure) {
        ArgSpec option = failure.getArgSpec();
        if (option == null || option.completionCandidates() == null || failure.getValue() == null) {
            return "";
        }
        List<String> values = new ArrayList<>();
        option.completionCandidates().forEach(values::add);
        return NearestMatch.of(failure.getValue(), values)
                .map(value -> " (did you mean '" + value + "'?)")
                .orElse("");
    }
}
