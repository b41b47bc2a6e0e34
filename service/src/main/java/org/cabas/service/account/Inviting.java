package org.cabas.service.account;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cabas.service.access.Email;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Right;
import org.cabas.service.access.Role;
import org.cabas.service.access.Roles;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.jspecify.annotations.Nullable;

/** Invites people to a fund, and takes invitations back. */
@Singleton
public class Inviting {
    /** An administrator who invites more than this at once was replaced by a program. */
    private static final int MOST_OPEN = 200;

    private final Transactions transactions;
    private final Invitations invitations;
    private final Persons persons;
    private final Roles roles;
    private final Audit audit;

    Inviting(Transactions transactions, Invitations invitations, Persons persons, Roles roles, Audit audit) {
        this.transactions = transactions;
        this.invitations = invitations;
        this.persons = persons;
        this.roles = roles;
        this.audit = audit;
    }

    /** How it went. */
    public sealed interface Outcome {}

    /** @param token of the link, which is shown now and never again */
    public record Invited(String token) implements Outcome {}

    /** @param errors every one, each with its field: {@code email}, {@code name}, {@code roles} */
    public record Refused(List<FieldError> errors) implements Outcome {}

    /**
     * Invites someone.
     *
     * @param visitor who invites; null for the operator of the machine
     */
    public Outcome invite(@Nullable Visitor visitor, String fund, String typedEmail, String typedName, Set<Role> as) {
        var email = Email.read(typedEmail);
        var name = typedName.strip();
        var errors = new ArrayList<FieldError>();
        if (email.isEmpty()) {
            errors.add(new FieldError("email", "Écrivez une adresse électronique, par exemple nom@exemple.fr."));
        }
        if (name.isEmpty() || name.length() > Persons.LONGEST_NAME || !isReadable(name)) {
            errors.add(
                    new FieldError("name", "Écrivez un nom de 1 à 120 caractères, tel que ses collègues le liront."));
        }
        if (as.isEmpty()) {
            errors.add(new FieldError("roles", "Cochez au moins un rôle."));
        }
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        return transactions.run(connection -> invite(connection, visitor, fund, email.orElseThrow(), name, as));
    }

    private Outcome invite(
            Connection connection, @Nullable Visitor visitor, String fund, Email email, String name, Set<Role> as)
            throws SQLException {
        roles.lock(connection, fund);
        var open = invitations.of(connection, fund);
        if (open.size() >= MOST_OPEN) {
            return refused("Trop d’invitations attendent déjà une réponse\u00a0: retirez-en d’abord.");
        }
        if (open.stream().anyMatch(each -> each.email().equals(email))) {
            return refused("Une invitation attend déjà cette personne\u00a0: retirez-la d’abord.");
        }
        if (roles.colleagues(connection, fund).stream()
                .anyMatch(colleague -> colleague.email().equals(email.address()))) {
            return refused("Cette personne a déjà un rôle dans la caisse\u00a0: changez ses rôles dans la liste.");
        }
        var by = visitor == null ? null : visitor.id();
        var token = invitations.add(connection, fund, null, email, name, as, by);
        record(connection, visitor, fund, Action.INVITED, Role.inWords(as));
        return new Invited(token);
    }

    /**
     * Gives a link by which a colleague chooses a new password. Only who manages people in every fund of the colleague may: in
     * another fund's name nobody opens an account.
     *
     * @return the token; none where the visitor may not, or there is no such colleague
     */
    public Optional<String> renewPassword(Visitor visitor, String fund, String colleague) {
        return transactions.run(connection -> {
            roles.lock(connection, fund);
            var person = persons.byId(connection, colleague);
            var seats = roles.seats(connection, colleague);
            if (person.isEmpty()
                    || seats.stream().noneMatch(seat -> seat.fund().equals(fund))
                    || !seats.stream().allMatch(seat -> visitor.may(seat.fund(), Right.MANAGE_PEOPLE))) {
                return Optional.empty();
            }
            for (var open : invitations.of(connection, fund)) {
                if (colleague.equals(open.person())) {
                    invitations.withdraw(connection, open);
                }
            }
            var found = person.get();
            record(connection, visitor, fund, Action.PASSWORD_LINK_GIVEN, "une personne de la caisse");
            return Optional.of(
                    invitations.add(connection, fund, colleague, found.email(), found.name(), Set.of(), visitor.id()));
        });
    }

    /** Takes an open invitation back; false where it is not open any more. */
    public boolean withdraw(Visitor visitor, String fund, String id) {
        return transactions.run(connection -> {
            var invitation = invitations.byId(connection, fund, id);
            if (invitation.isEmpty()) {
                return false;
            }
            invitations.withdraw(connection, invitation.get());
            record(
                    connection,
                    visitor,
                    fund,
                    Action.INVITATION_WITHDRAWN,
                    invitation.get().rolesInWords());
            return true;
        });
    }

    private void record(Connection connection, @Nullable Visitor visitor, String fund, Action action, String subject)
            throws SQLException {
        var deed = Deed.of(action, subject).in(fund);
        audit.record(connection, visitor == null ? deed : deed.by(visitor));
    }

    private static Refused refused(String sentence) {
        return new Refused(List.of(new FieldError("email", sentence)));
    }

    /** Nothing that turns text around or hides in it: names stand in lists beside other names. */
    private static boolean isReadable(String name) {
        return name.codePoints().noneMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        });
    }
}
