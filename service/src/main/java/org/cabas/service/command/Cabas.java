package org.cabas.service.command;

import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The one program of Cabas. Texts are in {@code messages/command.properties}. Exit codes: 0 done, 1 done and something was
 * found, 2 it could not be done as asked, 70 a fault of the program.
 */
@Command(
        name = "cabas",
        synopsisSubcommandLabel = "COMMANDE",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            EvaluateCommand.class,
            ConvertCommand.class,
            VerifyLedgerCommand.class,
            PublishCommand.class,
            GatewayCommand.class,
            InviteCommand.class,
            ImportProductsCommand.class,
            HelpCommand.class
        })
public final class Cabas implements Runnable {
    /** Everything was done. */
    static final int DONE = 0;

    /** It was done, and something was found that should be looked at. */
    static final int FINDINGS = 1;

    /** It could not be done as asked: words not understood, a file not readable, a port taken. */
    static final int NOT_DONE = 2;

    /** A fault of the program itself. */
    static final int FAULT = 70;

    private static final int HELP_WIDTH = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /** Asked of every command. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            descriptionKey = "help")
    private boolean help;

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, with everything they say in French. */
    static CommandLine commandLine() {
        return new CommandLine(new Cabas())
                .setResourceBundle(ResourceBundle.getBundle("messages.command"))
                .setParameterExceptionHandler(FrenchErrors::misunderstood)
                .setExecutionExceptionHandler(FrenchErrors::failed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH);
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), FrenchErrors.say("error.no.command"));
    }
}
