package org.cabas.service.audit;

import org.cabas.service.access.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, to be recorded: {@code Deed.of(Action.PUBLISHED, "Contributions").by(visitor).of("joigny")
 * .with("version 8, à partir du 1er avril 2026")}.
 *
 * @param action what was done
 * @param subject to what, in French, at most 120 characters: a table, a draft, a role
 * @param fund where; null where it concerns every fund of the rulebook
 * @param rulebook whose tables; null where it concerns no tables
 * @param personId who; null where the service acted by itself
 * @param personName as it is now
 * @param details figures, versions, reasons, in French, at most 2 000 characters; no other person's data
 */
public record Deed(
        Action action,
        String subject,
        @Nullable String fund,
        @Nullable String rulebook,
        @Nullable String personId,
        @Nullable String personName,
        String details) {
    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_DETAILS = 2_000;

    public Deed {
        subject = cut(subject, LONGEST_SUBJECT);
        details = cut(details, LONGEST_DETAILS);
    }

    /** Something done by the service itself, nowhere in particular, until it is said otherwise. */
    public static Deed of(Action action, String subject) {
        return new Deed(action, subject, null, null, null, null, "");
    }

    /** By whom. */
    public Deed by(Visitor visitor) {
        return by(visitor.id(), visitor.name());
    }

    /** By whom, where there is no visitor yet. */
    public Deed by(String id, String name) {
        return new Deed(action, subject, fund, rulebook, id, name, details);
    }

    /** In one fund. */
    public Deed in(String fund) {
        return new Deed(action, subject, fund, rulebook, personId, personName, details);
    }

    /** Of the tables of a rulebook: every fund that decides by it sees the line. */
    public Deed of(String rulebook) {
        return new Deed(action, subject, fund, rulebook, personId, personName, details);
    }

    /** With figures and reasons. */
    public Deed with(String details) {
        return new Deed(action, subject, fund, rulebook, personId, personName, details);
    }

    /** What is too long is cut rather than refused: the deed is done, and must be told. */
    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
