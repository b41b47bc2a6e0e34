package org.cabas.service.command;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cabas.service.access.Role;
import org.cabas.service.account.Inviting;
import org.cabas.service.fund.Funds;
import org.cabas.service.start.StartFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cabas invite}: how the first administrator of a fund comes in, who invites all others from the pages. */
@Command(name = "invite")
final class InviteCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private WithDatabase database;

    @Parameters(index = "0", paramLabel = "CAISSE", descriptionKey = "invite.fund")
    private String fund = "";

    @Parameters(index = "1", paramLabel = "ADRESSE", descriptionKey = "invite.email")
    private String email = "";

    @Option(names = "--name", required = true, paramLabel = "NOM", descriptionKey = "invite.name")
    private String name = "";

    @Option(names = "--roles", split = ",", paramLabel = "ROLE", descriptionKey = "invite.roles")
    private @Nullable Set<Role> roles;

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        var out = command.commandLine().getOut();
        var err = command.commandLine().getErr();
        return database.run(new Steps(err), context -> {
            if (!context.getBean(Funds.class).existsById(fund)) {
                err.println(FrenchErrors.say("invite.unknown.fund", fund));
                err.flush();
                return Cabas.NOT_DONE;
            }
            var wanted = roles == null ? EnumSet.of(Role.ADMINISTRATOR) : roles;
            return switch (context.getBean(Inviting.class).invite(null, fund, email, name, wanted)) {
                case Inviting.Invited(var token) -> {
                    out.println(FrenchErrors.say("invite.link", token));
                    out.flush();
                    yield Cabas.DONE;
                }
                case Inviting.Refused(var errors) -> {
                    errors.forEach(error -> err.println(error.text()));
                    err.flush();
                    yield Cabas.NOT_DONE;
                }
            };
        });
    }
}
