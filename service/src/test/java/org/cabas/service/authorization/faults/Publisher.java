package org.cabas.service.authorization.faults;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.TestDatabase.Schema;
import org.cabas.service.fund.Publishing;

/** Publishes the tables of Joigny once more, in a process of its own that tests can kill. */
final class Publisher {
    private static final String RULEBOOK = "joigny";

    private Publisher() {}

    /** Arguments: names and values of properties, in turn. */
    public static void main(String[] arguments) {
        var properties = new HashMap<String, Object>();
        for (var i = 0; i < arguments.length; i += 2) {
            properties.put(arguments[i], arguments[i + 1]);
        }
        try (var context = ApplicationContext.run(properties)) {
            publish(context);
        }
    }

    /** Publishes with the beans of a running service, and gives the version. */
    static int publish(ApplicationContext context) {
        return context.getBean(Publishing.class).publish(RULEBOOK, DemonstrationFunds.tables(RULEBOOK), Instant.EPOCH);
    }

    static Process start(Schema schema, String url) throws IOException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Publisher.class.getName());
        var properties = new HashMap<>(schema.properties());
        properties.put("cabas.db.url", url);
        properties.forEach((name, value) -> {
            command.add(name);
            command.add(value);
        });
        return new ProcessBuilder(command).inheritIO().start();
    }
}
