package org.cabas.service.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.data.Handles;
import org.cabas.service.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cabas demo}: everything on this machine, data included. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "${env:CABAS_PORT:-8080}", descriptionKey = "port")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DOSSIER",
            defaultValue = "${env:CABAS_DATA:-${sys:cabas.home:-.}/.cabas}",
            descriptionKey = "data")
    private Path data = Path.of(".cabas");

    @Option(
            names = "--engine",
            paramLabel = "ADRESSE",
            defaultValue = "${env:CABAS_ENGINE_ADDRESS:-}",
            descriptionKey = "engine")
    private String engine = "";

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        var out = command.commandLine().getOut();
        var steps = new Steps(out);
        var binaries = Path.of(System.getProperty("cabas.home", "."), "service", "target");
        var demonstration = new Demonstration(data, binaries, port, engine, steps);
        var untilStopped = new UntilStopped(demonstration::close, steps);
        var address = demonstration.start();
        var purchase = FrenchErrors.say(
                "demo.purchase",
                address,
                Handles.GATEWAY_KEY,
                Handles.card("joigny", 3),
                Handles.GARDENER,
                Handles.WINE);
        out.println(FrenchErrors.say(
                "demo.ready",
                address,
                Handles.GATEWAY_KEY,
                data.toAbsolutePath().normalize(),
                purchase,
                Handles.account("comite1", "joigny"),
                Handles.PASSWORD,
                DemonstrationFunds.all().stream()
                        .map(fund -> "@" + fund.id() + ".demo")
                        .collect(Collectors.joining(" ")),
                Handles.account("infirmiere", "gers")));
        out.flush();
        return untilStopped.runForEver();
    }
}
