package org.cabas.service.command;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.cabas.service.demo.DemonstrationDatabase;
import org.cabas.service.start.StartFailure;
import picocli.CommandLine.Option;

/**
 * For commands that work on the database without the service: on the one that {@code CABAS_DB_URL} names, or else on that of the
 * demonstration, whether or not it is running.
 */
final class WithDatabase {
    private static final String URL = "CABAS_DB_URL";

    @Option(
            names = "--data",
            paramLabel = "DOSSIER",
            defaultValue = "${env:CABAS_DATA:-${sys:cabas.home:-.}/.cabas}",
            descriptionKey = "data")
    private Path data = Path.of(".cabas");

    /** What is done with the beans of the service. */
    interface Work {
        int with(ApplicationContext context) throws StartFailure;
    }

    /** Does the work, and ends what was started for it. */
    int run(Consumer<String> progress, Work work) throws StartFailure, InterruptedException {
        if (System.getenv(URL) != null) {
            return run(ServeCommand.secrets(System.getenv()), work);
        }
        var binaries = Path.of(System.getProperty("cabas.home", "."), "service", "target");
        try (var database = DemonstrationDatabase.open(data, binaries, progress)) {
            var accounts = database.accounts();
            return run(
                    Map.of(
                            "cabas.db.url", database.url(),
                            "cabas.db.user", accounts.application().user(),
                            "cabas.db.password", accounts.application().password(),
                            "cabas.db.owner", accounts.owner().user(),
                            "cabas.db.owner-password", accounts.owner().password()),
                    work);
        }
    }

    private static int run(Map<String, Object> properties, Work work) throws StartFailure {
        try (var context = ApplicationContext.builder("command")
                .deduceEnvironment(false)
                .banner(false)
                .properties(new HashMap<>(properties))
                .start()) {
            return work.with(context);
        }
    }
}
