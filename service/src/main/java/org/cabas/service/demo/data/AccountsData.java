package org.cabas.service.demo.data;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cabas.rules.funds.DemonstrationFund;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.access.Email;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Role;
import org.cabas.service.access.Roles;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.home.PublicPages;
import org.cabas.service.start.Wording;

/**
 * The people of each demonstration fund, all with the one password that everybody knows. A fund in which anyone has a role is
 * left alone, whatever became of its people.
 */
@Singleton
@Order(4)
@Requires(env = Demonstration.ENVIRONMENT)
final class AccountsData implements DemonstrationData {
    private static final int COMMITTEE = 5;

    /** The fund that shows its tables to everyone. */
    private static final String SHOWN = "joigny";

    private final Transactions transactions;
    private final Persons persons;
    private final Roles roles;
    private final Passwords passwords;
    private final PublicPages publicPages;

    AccountsData(
            Transactions transactions, Persons persons, Roles roles, Passwords passwords, PublicPages publicPages) {
        this.transactions = transactions;
        this.persons = persons;
        this.roles = roles;
        this.passwords = passwords;
        this.publicPages = publicPages;
    }

    /** Someone of a fund: what stands before the @, what colleagues read, what they are. */
    private record Someone(String handle, String name, Role role) {}

    @Override
    public void load(Consumer<String> progress) {
        // One hash for all: the password is no secret, and fifty hashes would keep whoever tries Cabas waiting.
        var hash = passwords.hash(Handles.PASSWORD);
        var added = DemonstrationFunds.all().stream()
                .filter(fund -> transactions.run(connection -> add(connection, fund, hash)))
                .count();
        if (added > 0) {
            publicPages.open(SHOWN, null);
            progress.accept(Wording.say("demonstration.accounts", people().size(), Handles.PASSWORD));
        }
    }

    private boolean add(Connection connection, DemonstrationFund fund, String hash) throws SQLException {
        if (!roles.colleagues(connection, fund.id()).isEmpty()) {
            return false;
        }
        for (var someone : people(fund)) {
            var email = new Email(Handles.account(someone.handle(), fund.id()));
            var person = persons.add(connection, email, someone.name(), hash);
            roles.give(connection, person.id(), fund.id(), someone.role());
        }
        return true;
    }

    /** Whoever receives households, or sends them, has nothing to do in a fund that isn't open. */
    private static List<Someone> people(DemonstrationFund fund) {
        var people = new ArrayList<>(people());
        if (fund.status() == DemonstrationFund.Status.OPEN) {
            people.add(new Someone("accueil", "Travailleuse sociale", Role.SOCIAL_WORKER));
            people.add(new Someone("orienteur", "Orienteur", Role.REFERRER));
        }
        if (fund.kind() == DemonstrationFund.Kind.CARD_AND_HEALTH) {
            people.add(new Someone("infirmiere", "Infirmière", Role.NURSE));
        }
        return people;
    }

    private static List<Someone> people() {
        var people = new ArrayList<Someone>();
        for (var i = 1; i <= COMMITTEE; i++) {
            people.add(new Someone("comite" + i, "Membre " + i + " du comité", Role.COMMITTEE));
        }
        people.add(new Someone("facilitatrice", "Facilitatrice", Role.FACILITATOR));
        people.add(new Someone("gestionnaire", "Gestionnaire", Role.FUND_MANAGER));
        people.add(new Someone("observateur", "Observateur", Role.OBSERVER));
        people.add(new Someone("administratrice", "Administratrice", Role.ADMINISTRATOR));
        return people;
    }
}
