package org.cabas.service.account;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.cabas.service.access.Role;
import org.cabas.service.access.Roles;
import org.cabas.service.access.Roles.Colleague;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;

/** Changes what people are in a fund. It counts from their next request on, on every instance. */
@Singleton
public class GivingRoles {
    private final Transactions transactions;
    private final Roles roles;
    private final Audit audit;

    GivingRoles(Transactions transactions, Roles roles, Audit audit) {
        this.transactions = transactions;
        this.roles = roles;
        this.audit = audit;
    }

    /** How it went. */
    public sealed interface Outcome {}

    /** @param roles what they are now; without any they are no colleague any more */
    public record Changed(String name, Set<Role> roles) implements Outcome {}

    /** Nobody could invite people any more. */
    public record LastAdministrator() implements Outcome {}

    /** There is no such person in the fund. */
    public record NoColleague() implements Outcome {}

    /**
     * Gives a colleague exactly these roles; an empty set takes all, and with them the fund.
     *
     * @param visitor who manages people there
     */
    public Outcome change(Visitor visitor, String fund, String colleague, Set<Role> wanted) {
        return transactions.run(connection -> {
            roles.lock(connection, fund);
            var all = roles.colleagues(connection, fund);
            Optional<Colleague> found =
                    all.stream().filter(each -> each.id().equals(colleague)).findFirst();
            if (found.isEmpty()) {
                return new NoColleague();
            }
            var others = all.stream()
                    .filter(each -> !each.id().equals(colleague))
                    .anyMatch(each -> each.roles().contains(Role.ADMINISTRATOR));
            if (!wanted.contains(Role.ADMINISTRATOR) && !others) {
                return new LastAdministrator();
            }
            for (var role : Role.values()) {
                var has = found.get().roles().contains(role);
                if (wanted.contains(role) && !has) {
                    roles.give(connection, colleague, fund, role);
                    record(connection, visitor, fund, Action.ROLE_GIVEN, role, colleague);
                } else if (has && !wanted.contains(role)) {
                    roles.take(connection, colleague, fund, role);
                    record(connection, visitor, fund, Action.ROLE_TAKEN, role, colleague);
                }
            }
            var now = wanted.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(wanted);
            return new Changed(found.get().name(), now);
        });
    }

    /** Whose role it was is told by id: the log holds nobody's name but that of who acts. */
    private void record(Connection connection, Visitor visitor, String fund, Action action, Role role, String colleague)
            throws SQLException {
        audit.record(
                connection,
                Deed.of(action, role.label())
                        .by(visitor)
                        .in(fund)
                        .with(visitor.id().equals(colleague) ? "à soi-même" : "à la personne " + colleague));
    }
}
