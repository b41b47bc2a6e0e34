package org.cabas.service.command;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cabas.service.access.Gateway;
import org.cabas.service.access.Gateway.Operation;
import org.cabas.service.access.Gateways;
import org.cabas.service.fund.Funds;
import org.cabas.service.start.StartFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cabas gateway add|revoke}: the keys of payment gateways and tills. */
@Command(name = "gateway", synopsisSubcommandLabel = "add|revoke")
final class GatewayCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    @Command(name = "add")
    int add(
            @Mixin WithDatabase database,
            @Parameters(index = "0", paramLabel = "IDENTIFIANT", descriptionKey = "gateway.id") String id,
            @Option(
                            names = "--funds",
                            required = true,
                            split = ",",
                            paramLabel = "CAISSE",
                            descriptionKey = "gateway.funds")
                    List<String> funds,
            @Option(
                            names = "--operations",
                            split = ",",
                            paramLabel = "OPERATION",
                            descriptionKey = "gateway.operations")
                    @Nullable
                    List<Operation> operations,
            @Option(names = "--rate", defaultValue = "2000", paramLabel = "NOMBRE", descriptionKey = "gateway.rate")
                    int rate)
            throws StartFailure, InterruptedException {
        var out = command.commandLine().getOut();
        var err = command.commandLine().getErr();
        return database.run(new Steps(err), context -> {
            var known = context.getBean(Funds.class);
            var unknown = funds.stream().filter(fund -> !known.existsById(fund)).toList();
            if (!unknown.isEmpty() || context.getBean(Gateways.class).exists(id)) {
                unknown.forEach(fund -> err.println(FrenchErrors.say("gateway.unknown.fund", fund)));
                if (unknown.isEmpty()) {
                    err.println(FrenchErrors.say("gateway.taken", id));
                }
                err.flush();
                return Cabas.NOT_DONE;
            }
            Set<Operation> allowed =
                    operations == null ? EnumSet.allOf(Operation.class) : new LinkedHashSet<>(operations);
            var key = context.getBean(Gateways.class).add(new Gateway(id, id, Set.copyOf(funds), allowed, rate));
            out.println(FrenchErrors.say("gateway.key", key));
            out.flush();
            return Cabas.DONE;
        });
    }

    @Command(name = "revoke")
    int revoke(
            @Mixin WithDatabase database,
            @Parameters(index = "0", paramLabel = "IDENTIFIANT", descriptionKey = "gateway.id") String id)
            throws StartFailure, InterruptedException {
        return database.run(new Steps(command.commandLine().getErr()), context -> {
            var revoked = context.getBean(Gateways.class).revoke(id);
            var out = command.commandLine().getOut();
            out.println(FrenchErrors.say(revoked ? "gateway.revoked" : "gateway.none", id));
            out.flush();
            return revoked ? Cabas.DONE : Cabas.NOT_DONE;
        });
    }
}
