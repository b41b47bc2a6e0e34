package org.cabas.service.account;

import io.micronaut.context.ApplicationContext;
import java.util.UUID;
import org.cabas.service.access.Email;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Role;
import org.cabas.service.access.Roles;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;

/** Funds and people for tests of accounts, all with one password. */
public final class Village {
    public static final String PASSWORD = "une phrase du village";

    private final ApplicationContext context;
    private final String hash;

    public Village(ApplicationContext context) {
        this.context = context;
        this.hash = context.getBean(Passwords.class).hash(PASSWORD);
    }

    /** A fund of its own, with a rulebook of its own. */
    public String fund(String name) {
        var id = "fund-" + UUID.randomUUID().toString().substring(0, 8);
        context.getBean(Funds.class)
                .save(new Fund(id, name, "Partout", id, Fund.Status.DESIGNING, "EUR", "Europe/Paris", 7));
        return id;
    }

    /** Someone new with those roles in a fund; gives the address to sign in with. */
    public String person(String name, String fund, Role... as) {
        var email = UUID.randomUUID().toString().substring(0, 8) + "@village.test";
        context.getBean(Transactions.class).run(connection -> {
            var person = context.getBean(Persons.class).add(connection, new Email(email), name, hash);
            for (var role : as) {
                context.getBean(Roles.class).give(connection, person.id(), fund, role);
            }
            return person;
        });
        return email;
    }

    /** One more role for someone. */
    public void also(String email, String fund, Role role) {
        context.getBean(Transactions.class).run(connection -> {
            context.getBean(Roles.class).give(connection, id(email), fund, role);
            return role;
        });
    }

    /** Someone's id. */
    public String id(String email) {
        return context.getBean(Transactions.class)
                .run(connection -> context.getBean(Persons.class)
                        .byEmail(connection, new Email(email))
                        .orElseThrow()
                        .id());
    }
}
