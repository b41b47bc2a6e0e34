package org.cabas.service.account;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.cabas.service.access.Email;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Persons.Person;
import org.cabas.service.access.Roles;
import org.cabas.service.access.Sessions;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.jspecify.annotations.Nullable;

/** Signs people in. What it answers, and how long that takes, is the same for an address without an account. */
@Singleton
public class SigningIn {
    private final Transactions transactions;
    private final Attempts attempts;
    private final Persons persons;
    private final Roles roles;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Audit audit;

    SigningIn(
            Transactions transactions,
            Attempts attempts,
            Persons persons,
            Roles roles,
            Passwords passwords,
            Sessions sessions,
            Audit audit) {
        this.transactions = transactions;
        this.attempts = attempts;
        this.persons = persons;
        this.roles = roles;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** How it went. */
    public sealed interface Outcome {}

    /** @param token of the new session */
    public record SignedIn(String token) implements Outcome {}

    /** The address has no account, or the password is not its own: which of the two is not said. */
    public record Refused() implements Outcome {}

    /** Too many tries. */
    public record Locked(Instant until) implements Outcome {}

    /**
     * Signs in.
     *
     * @param address the network address it is tried from
     * @param before the token of the session that the browser had, which ends
     * @throws Passwords.TooMany when too many people sign in at this very moment
     */
    public Outcome signIn(Email email, String password, String address, @Nullable String before) {
        var person = transactions.run(connection -> persons.byEmail(connection, email));
        var locked = attempts.begin(email, address, connection -> recordLocked(connection, person));
        if (locked.isPresent()) {
            return new Locked(locked.get());
        }
        var hash = person.map(Person::passwordHash).orElse(null);
        if (!passwords.matches(password, hash)) {
            return new Refused();
        }
        var known = person.orElseThrow();
        var renewed = passwords.isOutdated(known.passwordHash()) ? passwords.hash(password) : null;
        return transactions.run(connection -> {
            attempts.succeeded(connection, email, address);
            if (renewed != null) {
                persons.setPassword(connection, known.id(), renewed);
            }
            if (before != null) {
                sessions.end(connection, before);
            }
            for (var seat : roles.seats(connection, known.id())) {
                audit.record(
                        connection,
                        Deed.of(Action.SIGNED_IN, "")
                                .by(known.id(), known.name())
                                .in(seat.fund()));
            }
            return new SignedIn(sessions.begin(connection, known.id()));
        });
    }

    private void recordLocked(Connection connection, Optional<Person> person) throws SQLException {
        if (person.isPresent()) {
            for (var seat : roles.seats(connection, person.get().id())) {
                audit.record(
                        connection,
                        Deed.of(Action.SIGN_IN_LOCKED, "")
                                .by(person.get().id(), person.get().name())
                                .in(seat.fund()));
            }
        }
    }
}
