package org.cabas.service.account;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.access.Email;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Persons.Person;
import org.cabas.service.access.Sessions;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;

/** Changes a person's own password, and ends their sessions on every other screen. */
@Singleton
public class ChangingPassword {
    private final Transactions transactions;
    private final Persons persons;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Audit audit;

    ChangingPassword(
            Transactions transactions,
            Persons persons,
            Passwords passwords,
            Sessions sessions,
            Attempts attempts,
            Audit audit) {
        this.transactions = transactions;
        this.persons = persons;
        this.passwords = passwords;
        this.sessions = sessions;
        this.attempts = attempts;
        this.audit = audit;
    }

    /** How it went. */
    public sealed interface Outcome {}

    /** @param token of the one session that goes on */
    public record Changed(String token) implements Outcome {}

    /** @param errors every one, with the fields {@code password-old} and {@code password-new} */
    public record Refused(List<FieldError> errors) implements Outcome {}

    /** The address that someone signs in with. */
    public Email email(Visitor visitor) {
        return person(visitor).email();
    }

    /** Changes it, where the old one is right and the new one good enough. Wrong ones count as failed sign-ins. */
    public Outcome change(Visitor visitor, String old, String chosen) {
        var person = person(visitor);
        var origin = "account of " + person.id();
        if (attempts.begin(person.email(), origin, connection -> {}).isPresent()) {
            return new Refused(List.of(
                    new FieldError("password-old", "Trop d’essais. Attendez quelques minutes, puis recommencez.")));
        }
        var errors = new ArrayList<FieldError>();
        var tooLong = old.length() > 4 * Passwords.LONGEST;
        if (tooLong || !passwords.matches(old, person.passwordHash())) {
            errors.add(new FieldError("password-old", "Ce n’est pas votre mot de passe actuel."));
        }
        passwords
                .objection(chosen, person.email())
                .ifPresent(sentence -> errors.add(new FieldError("password-new", sentence)));
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        var hash = passwords.hash(chosen);
        return transactions.run(connection -> {
            attempts.succeeded(connection, person.email(), origin);
            persons.setPassword(connection, person.id(), hash);
            sessions.endAll(connection, person.id());
            for (var seat : visitor.seats()) {
                audit.record(
                        connection,
                        Deed.of(Action.PASSWORD_CHANGED, "").by(visitor).in(seat.fund()));
            }
            return new Changed(sessions.begin(connection, person.id()));
        });
    }

    private Person person(Visitor visitor) {
        return transactions
                .run(connection -> persons.byId(connection, visitor.id()))
                .orElseThrow();
    }
}
