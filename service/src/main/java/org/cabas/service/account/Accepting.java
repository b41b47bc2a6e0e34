package org.cabas.service.account;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.cabas.service.access.Caller;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Persons.Person;
import org.cabas.service.access.Roles;
import org.cabas.service.access.Sessions;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.jspecify.annotations.Nullable;

/** Lets in whoever holds an invitation. */
@Singleton
public class Accepting {
    private final Transactions transactions;
    private final Invitations invitations;
    private final Persons persons;
    private final Roles roles;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Audit audit;

    Accepting(
            Transactions transactions,
            Invitations invitations,
            Persons persons,
            Roles roles,
            Passwords passwords,
            Sessions sessions,
            Audit audit) {
        this.transactions = transactions;
        this.invitations = invitations;
        this.persons = persons;
        this.roles = roles;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** How it went. */
    public sealed interface Outcome {}

    /** @param token of the new session; null where the person was signed in already */
    public record Accepted(String fund, @Nullable String token) implements Outcome {}

    /** The password is not good enough. */
    public record WeakPassword(String sentence) implements Outcome {}

    /** There is an account of that address: its owner has to sign in first, to show that it is theirs. */
    public record SignInFirst() implements Outcome {}

    /** The link is wrong, used, withdrawn or too old: which of them is not said. */
    public record NotOpen() implements Outcome {}

    /**
     * An open invitation, and whether its address has an account.
     *
     * @param known whether there is an account that the owner can sign in to
     * @param own whether whoever asks is signed in to it
     */
    public record Open(Invitation invitation, boolean known, boolean own) {}

    /** The invitation of a link, as the caller sees it. */
    public Optional<Open> open(String token, Caller caller) {
        return transactions.run(connection -> {
            var invitation = invitations.byToken(connection, token);
            if (invitation.isEmpty()) {
                return Optional.empty();
            }
            var owner = persons.byEmail(connection, invitation.get().email()).map(Person::id);
            var own = caller instanceof Visitor visitor && owner.equals(Optional.of(visitor.id()));
            return Optional.of(new Open(invitation.get(), owner.isPresent(), own));
        });
    }

    /** Accepts with a password: for a new account, or for a new password of one. */
    public Outcome withPassword(String token, String password) {
        var open = transactions.run(connection -> invitations.byToken(connection, token));
        if (open.isEmpty()) {
            return new NotOpen();
        }
        var objection = passwords.objection(password, open.get().email());
        if (objection.isPresent()) {
            return new WeakPassword(objection.get());
        }
        var hash = passwords.hash(password);
        return transactions.run(connection -> {
            var invitation = invitations.byToken(connection, token);
            return invitation.isEmpty() ? new NotOpen() : accept(connection, invitation.get(), hash);
        });
    }

    /** Accepts as someone who is signed in with the invited address. */
    public Outcome as(Visitor visitor, String token) {
        return transactions.run(connection -> {
            var invitation = invitations.byToken(connection, token);
            if (invitation.isEmpty() || invitation.get().person() != null) {
                return new NotOpen();
            }
            var person = persons.byId(connection, visitor.id());
            if (person.filter(own -> own.email().equals(invitation.get().email()))
                    .isEmpty()) {
                return new SignInFirst();
            }
            join(connection, invitation.get(), person.get());
            return new Accepted(invitation.get().fund(), null);
        });
    }

    private Outcome accept(Connection connection, Invitation invitation, String hash) throws SQLException {
        var known = persons.byEmail(connection, invitation.email());
        if (invitation.person() != null) {
            invitations.accept(connection, invitation);
            persons.setPassword(connection, invitation.person(), hash);
            sessions.endAll(connection, invitation.person());
            audit.record(
                    connection,
                    Deed.of(Action.PASSWORD_CHANGED, "")
                            .by(invitation.person(), invitation.name())
                            .in(invitation.fund()));
            return new Accepted(invitation.fund(), sessions.begin(connection, invitation.person()));
        }
        if (known.isPresent()) {
            return new SignInFirst();
        }
        var person = persons.add(connection, invitation.email(), invitation.name(), hash);
        join(connection, invitation, person);
        return new Accepted(invitation.fund(), sessions.begin(connection, person.id()));
    }

    private void join(Connection connection, Invitation invitation, Person person) throws SQLException {
        invitations.accept(connection, invitation);
        for (var role : invitation.roles()) {
            roles.give(connection, person.id(), invitation.fund(), role);
        }
        audit.record(
                connection,
                Deed.of(Action.INVITATION_ACCEPTED, invitation.rolesInWords())
                        .by(person.id(), person.name())
                        .in(invitation.fund()));
    }
}
