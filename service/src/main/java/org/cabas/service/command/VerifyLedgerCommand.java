package org.cabas.service.command;

import java.util.concurrent.Callable;
import org.cabas.service.ledger.Invariants;
import org.cabas.service.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cabas verify-ledger}: whether everything that was promised of the money holds, beside a running service or not. */
@Command(name = "verify-ledger")
final class VerifyLedgerCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private WithDatabase database;

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        var out = command.commandLine().getOut();
        var steps = new Steps(command.commandLine().getErr());
        return database.run(steps, context -> {
            var invariants = context.getBean(Invariants.class);
            steps.accept(FrenchErrors.say("verify.checking", invariants.names().size()));
            var violations = invariants.check();
            violations.forEach(violation -> out.println(FrenchErrors.say(
                    "verify.violation", violation.invariant(), violation.subject(), violation.wrong())));
            out.println(
                    violations.isEmpty()
                            ? FrenchErrors.say("verify.clean")
                            : FrenchErrors.say("verify.broken", violations.size()));
            out.flush();
            return violations.isEmpty() ? Cabas.DONE : Cabas.FINDINGS;
        });
    }
}
