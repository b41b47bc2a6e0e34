package org.cabas.service.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cabas.service.start.RunningService;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cabas serve}: the service alone, on a MariaDB that the configuration names. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
    /** Secrets that may be given as the name of a file, as containers do: the variable, and what it sets. */
    private static final Map<String, String> SECRET_FILES = Map.of(
            "CABAS_DB_PASSWORD_FILE", "cabas.db.password",
            "CABAS_DB_OWNER_PASSWORD_FILE", "cabas.db.owner-password",
            "CABAS_HEALTH_KEY_FILE", "cabas.health.key");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        var steps = new Steps(command.commandLine().getOut());
        var service = new RunningService();
        var untilStopped = new UntilStopped(service::close, steps);
        steps.accept(Wording.say("service.starting"));
        var address = service.start(secrets(System.getenv()), context -> {});
        steps.accept(Wording.say("service.ready", address));
        return untilStopped.runForEver();
    }

    /** The secrets that the environment names files for. */
    static Map<String, Object> secrets(Map<String, String> environment) throws StartFailure {
        var secrets = new HashMap<String, Object>();
        for (var secret : SECRET_FILES.entrySet()) {
            var file = environment.get(secret.getKey());
            if (file != null) {
                try {
                    secrets.put(
                            secret.getValue(), Files.readString(Path.of(file)).strip());
                } catch (IOException e) {
                    throw new StartFailure(FrenchErrors.say("serve.secret", secret.getKey(), Wording.reason(e)), e);
                }
            }
        }
        return secrets;
    }
}
