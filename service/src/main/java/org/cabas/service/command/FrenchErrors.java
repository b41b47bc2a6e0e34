package org.cabas.service.command;

import java.util.List;
import java.util.stream.Collectors;
import org.cabas.service.language.Sentences;
import org.cabas.service.start.StartFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What goes wrong at the command line, said in French on the error output; picocli's own sentences are in English. */
final class FrenchErrors {
    private static final Sentences SENTENCES = new Sentences("command");

    private FrenchErrors() {}

    /** The sentence of that key, its blanks filled in. */
    static String say(String key, Object... blanks) {
        return SENTENCES.say(key, blanks);
    }

    /** Words that are no command, or lack something. */
    static int misunderstood(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var err = command.getErr();
        err.println(sentence(failure));
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            err.println(say("error.perhaps", String.join(", ", unmatched.getSuggestions())));
        }
        err.println(say("error.see.help", command.getCommandSpec().qualifiedName()));
        return Cabas.NOT_DONE;
    }

    /** A command that could not do its work. */
    static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof StartFailure expected) {
            command.getErr().println(expected.sentence());
            return Cabas.NOT_DONE;
        }
        command.getErr().println(say("error.fault", failure));
        failure.printStackTrace(command.getErr());
        return Cabas.FAULT;
    }

    private static String sentence(ParameterException failure) {
        return switch (failure) {
            case UnmatchedArgumentException unmatched ->
                say(
                        unmatched.isUnknownOption() ? "error.unknown.option" : "error.unknown.word",
                        String.join(" ", unmatched.getUnmatched()));
            case MissingParameterException missing -> say("error.missing", names(missing.getMissing()));
            case OverwrittenOptionException twice -> say("error.twice", name(twice.getOverwritten()));
            default -> {
                @Nullable ArgSpec argument = failure.getArgSpec();
                yield argument == null
                        ? String.valueOf(failure.getMessage())
                        : say("error.value", name(argument), String.valueOf(failure.getValue()));
            }
        };
    }

    private static String names(List<ArgSpec> arguments) {
        return arguments.stream().map(FrenchErrors::name).collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
