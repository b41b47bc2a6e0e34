package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.followup.FollowUpProcess;
import org.jspecify.annotations.Nullable;

/** Offers a follow-up to a member of a fund, who is free to say no. */
@Singleton
class Offering {
    /** Whoever gets more types more of the name. */
    static final int MOST = 20;

    private static final int FEWEST_LETTERS = 2;

    private final Transactions transactions;
    private final CaseFiles caseFiles;
    private final FollowUps followUps;
    private final ProtocolTable protocol;
    private final Audit audit;

    Offering(Transactions transactions, CaseFiles caseFiles, FollowUps followUps, ProtocolTable protocol, Audit audit) {
        this.transactions = transactions;
        this.caseFiles = caseFiles;
        this.followUps = followUps;
        this.protocol = protocol;
        this.audit = audit;
    }

    /**
     * Somebody whom a follow-up can be offered to.
     *
     * @param others the other members of the household, by which one tells two of a name apart
     */
    public record Person(String id, String name, int adults, int children, List<String> others) {
        /** {@code avec Camille, 2 adultes et 1 enfant}. */
        public String home() {
            var people = FollowUpWording.FRENCH.count(adults, "adulte", "adultes")
                    + (children == 0 ? "" : " et " + FollowUpWording.FRENCH.count(children, "enfant", "enfants"));
            return others.isEmpty()
                    ? FollowUpWording.say("home.alone", people)
                    : FollowUpWording.say("home.with", String.join(", ", others), people);
        }
    }

    /** What became of it. */
    sealed interface Outcome {
        /** Offered: the id of the file. */
        record Offered(String caseFile) implements Outcome {}

        /** They have one: the id of its file. */
        record Already(String caseFile) implements Outcome {}

        /** Not to this person, or not in this fund. */
        record No(String why) implements Outcome {}
    }

    /** Whether the fund has a protocol. */
    boolean isPossible(Connection connection, String fund) throws SQLException {
        return protocol.isInForce(FundRules.of(connection, fund));
    }

    /**
     * Members of a fund who are in it and are not followed, one more than {@link #MOST} where there are more.
     *
     * @param named part of the name; nobody for fewer than two letters
     */
    List<Person> find(Connection connection, String fund, String named) throws SQLException {
        if (named.length() < FEWEST_LETTERS) {
            return List.of();
        }
        return query(connection, fund, "m.name like ?", "%" + named.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    /** The member of that id, under the same conditions. */
    Optional<Person> member(Connection connection, String fund, String id) throws SQLException {
        return query(connection, fund, "m.id = ?", id).stream().findFirst();
    }

    private static List<Person> query(Connection connection, String fund, String where, String value)
            throws SQLException {
        try (var query = connection.prepareStatement("""
                select m.id, m.name, h.adults, h.children,
                    (select group_concat(o.name order by o.id separator '\\n') from member o
                     where o.household_id = h.id and o.id <> m.id and o.status <> 'LEFT')
                from member m join household h on h.id = m.household_id
                left join follow_up f on f.open_member = m.id
                where h.fund_id = ? and m.status <> 'LEFT' and f.case_id is null and\s""" + where + """
                 order by m.name, m.id limit\s""" + (MOST + 1))) {
            query.setString(1, fund);
            query.setString(2, value);
            var people = new ArrayList<Person>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var others = rows.getString(5);
                    people.add(new Person(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getInt(4),
                            others == null ? List.of() : List.of(others.split("\n"))));
                }
            }
            return people;
        }
    }

    /** Offers a follow-up to a member; once, however often it is sent. */
    Outcome offer(Visitor visitor, String fund, String member) {
        return transactions.run(c -> {
            var open = followUps.openOf(c, member).filter(each -> each.fund().equals(fund));
            if (open.isPresent()) {
                return new Outcome.Already(open.get().caseFile());
            }
            if (!isPossible(c, fund)) {
                return new Outcome.No(FollowUpWording.say("protocol.missing"));
            }
            var person = member(c, fund, member);
            if (person.isEmpty()) {
                return new Outcome.No(FollowUpWording.say("wrong.person"));
            }
            try {
                return new Outcome.Offered(open(c, fund, person.get(), visitor));
            } catch (SQLException e) {
                if (!Transactions.isDuplicate(e)) {
                    throw e;
                }
                c.rollback(); // somebody else offered it at the same moment, and was first
                var first = followUps.openOf(c, member).orElseThrow(() -> e);
                return new Outcome.Already(first.caseFile());
            }
        });
    }

    private String open(Connection connection, String fund, Person person, Visitor visitor) throws SQLException {
        var file = open(connection, fund, person, visitor.id());
        audit.record(
                connection,
                Deed.of(
                                Action.FOLLOW_UP_OFFERED,
                                FollowUpWording.say(
                                        "file",
                                        caseFiles
                                                .find(connection, file)
                                                .orElseThrow()
                                                .number()))
                        .by(visitor)
                        .in(fund));
        return file;
    }

    /**
     * The same in a transaction that the caller holds, to a member who has none.
     *
     * @param by the id of who offers it; null in the demonstration
     */
    String open(Connection connection, String fund, Person person, @Nullable String by) throws SQLException {
        var file = caseFiles.open(
                connection, fund, FollowUpProcess.PROCESS, person.name(), Stage.OFFERED.code(), by, "followup.offered");
        followUps.add(connection, file, fund, person.id());
        return file;
    }
}
