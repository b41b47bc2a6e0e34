package org.cabas.service.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cabas help [COMMANDE]}. */
@Command(name = "help")
final class HelpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "COMMANDE", descriptionKey = "help.about")
    private @Nullable String about;

    @Override
    public Integer call() {
        var all = command.parent().commandLine();
        var asked = about == null
                ? all
                : Optional.<CommandLine>ofNullable(all.getSubcommands().get(about))
                        .orElse(null);
        if (asked == null) {
            throw new ParameterException(all, FrenchErrors.say("error.unknown.word", about + ""));
        }
        asked.usage(asked.getOut());
        return Cabas.DONE;
    }
}
