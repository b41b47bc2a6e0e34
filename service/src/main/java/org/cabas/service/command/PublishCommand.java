package org.cabas.service.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.fund.NotPublishable;
import org.cabas.service.fund.Publishing;
import org.cabas.service.start.StartFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cabas publish RECUEIL TABLE…}: has tables decide, from now on or from a day on. */
@Command(name = "publish")
final class PublishCommand implements Callable<Integer> {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private WithDatabase database;

    @Parameters(index = "0", paramLabel = "RECUEIL", descriptionKey = "publish.rulebook")
    private String rulebook = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TABLE", descriptionKey = "table.file")
    private List<Path> files = List.of();

    @Option(names = "--from", paramLabel = "JOUR", descriptionKey = "publish.from")
    private @Nullable LocalDate from;

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        var out = command.commandLine().getOut();
        var err = command.commandLine().getErr();
        var tables = new ArrayList<DecisionTable>();
        var unreadable = 0;
        for (var file : files) {
            try {
                tables.add(TableFile.table(file));
            } catch (Unreadable failure) {
                err.println(failure.inFrench(file));
                unreadable++;
            }
        }
        if (unreadable > 0) {
            err.println(FrenchErrors.say("publish.nothing"));
            return Cabas.NOT_DONE;
        }
        return database.run(new Steps(err), context -> {
            var clock = context.getBean(java.time.Clock.class);
            var at = from == null ? clock.instant() : from.atStartOfDay(PARIS).toInstant();
            try {
                var version = context.getBean(Publishing.class).publish(rulebook, tables, at);
                out.println(FrenchErrors.say("publish.done", rulebook, version, tables.size()));
                return Cabas.DONE;
            } catch (NotPublishable refused) {
                refused.sentences().forEach(err::println);
                err.println(FrenchErrors.say("publish.nothing"));
                return Cabas.FINDINGS;
            } finally {
                out.flush();
                err.flush();
            }
        });
    }
}
