package org.cabas.service.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.product.NotImportable;
import org.cabas.service.product.ProductImport;
import org.cabas.service.product.ProductImport.Outcome;
import org.cabas.service.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code cabas import-products FICHIER [--strict]}: packaged products into the catalogue, beside a running service or
 * not.
 */
@Command(name = "import-products")
final class ImportProductsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private WithDatabase database;

    @Parameters(paramLabel = "FICHIER", descriptionKey = "products.file")
    private Path file = Path.of("");

    @Option(names = "--strict", descriptionKey = "products.strict")
    private boolean strict;

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        try {
            ProductImport.refuseOther(file);
        } catch (NotImportable refused) {
            command.commandLine().getErr().println(refused.sentence());
            return Cabas.NOT_DONE;
        }
        var steps = new Steps(command.commandLine().getErr());
        return database.run(steps, context -> run(context.getBean(ProductImport.class), steps));
    }

    private int run(ProductImport products, Steps steps) {
        var out = command.commandLine().getOut();
        try {
            var outcome = products.run(file, strict, out::println, steps);
            out.println(summary(outcome));
            return outcome.taken() == 0 ? Cabas.NOT_DONE : outcome.leftOut() > 0 ? Cabas.FINDINGS : Cabas.DONE;
        } catch (NotImportable refused) {
            command.commandLine().getErr().println(refused.sentence());
            return Cabas.NOT_DONE;
        } catch (DatabaseAway away) {
            command.commandLine().getErr().println(FrenchErrors.say("products.away", away));
            return Cabas.NOT_DONE;
        } finally {
            out.flush();
            command.commandLine().getErr().flush();
        }
    }

    private static String summary(Outcome outcome) {
        if (outcome.taken() == 0) {
            return FrenchErrors.say("products.nothing", outcome.read(), outcome.leftOut());
        }
        return FrenchErrors.say(
                "products.done",
                outcome.read(),
                outcome.added(),
                outcome.changed(),
                outcome.unchanged(),
                outcome.leftOut());
    }
}
