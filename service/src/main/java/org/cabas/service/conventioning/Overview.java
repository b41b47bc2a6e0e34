package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.CaseKind.Panel;
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.conventioning.Standings.Vote;
import org.cabas.service.fund.FundRules;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.Register;
import org.cabas.service.merchant.Siret;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a file shows of a conventioning: what was told, what the tables and the committee said, and the
 * conventions.
 */
@Singleton
class Overview {
    private final Candidacies candidacies;
    private final ConventioningTables tables;
    private final Decisions decisions;
    private final Standings standings;
    private final Signing signing;
    private final Keeping keeping;
    private final ConventionLines conventionLines;
    private final Register register;
    private final CaseFiles caseFiles;

    Overview(
            Candidacies candidacies,
            ConventioningTables tables,
            Decisions decisions,
            Standings standings,
            Signing signing,
            Keeping keeping,
            ConventionLines conventionLines,
            Register register,
            CaseFiles caseFiles) {
        this.candidacies = candidacies;
        this.tables = tables;
        this.decisions = decisions;
        this.standings = standings;
        this.signing = signing;
        this.keeping = keeping;
        this.conventionLines = conventionLines;
        this.register = register;
        this.caseFiles = caseFiles;
    }

    /** A fact by what people call it. */
    public record Line(String label, String text) {}

    /** Another file of the same SIRET. */
    public record Other(String address, String number, String stage) {}

    /** Something that may be done now. */
    public record Offer(String address, String verb) {}

    Panel panel(Connection connection, CaseFile file) throws SQLException {
        var candidacy = candidacies.of(connection, file.id());
        var standing = standings.of(connection, file.id());
        var today = keeping.today(connection, file);
        var decision = decisions.last(connection, file.id()).orElse(null);
        var vote = standings.vote(connection, file.id()).orElse(null);
        var model = new HashMap<String, @Nullable Object>();
        model.put("told", told(connection, file, candidacy));
        model.put("known", known(connection, file, candidacy.told(), standing));
        model.put("others", others(connection, candidacy));
        model.put("decision", decision);
        model.put("visit", standings.visit(connection, file.id()).orElse(null));
        model.put("vote", vote);
        model.put("voteInWords", vote == null ? "" : inWords(vote));
        model.put("refusal", refusal(file, decision, vote));
        model.put("standing", standing);
        model.put("merchant", standing.merchant());
        model.put("conventions", conventionLines.of(signing.signed(connection, file), standing, today));
        model.put("offers", offers(connection, file));
        return new Panel("conventioning/panel :: panel", model);
    }

    private List<Line> told(Connection connection, CaseFile file, Candidacy candidacy) throws SQLException {
        var told = candidacy.told();
        var lines = new ArrayList<Line>();
        add(lines, "told.reference", candidacy.reference());
        add(
                lines,
                "told.channel",
                ConventioningWording.say("channel." + candidacy.channel().code()));
        add(lines, "told.siret", told.siret().map(Siret::spaced).orElse(ConventioningWording.say("told.not-yet")));
        add(lines, "told.town", told.town());
        add(lines, "told.contact", told.contact());
        add(lines, "told.phone", told.phone());
        add(lines, "told.email", told.email());
        add(lines, "told.families", ConventioningWording.families(told.families()));
        for (var column : tables.questions(FundRules.of(connection, file.fundId()))) {
            var answer = ConventioningTables.value(column, told);
            lines.add(new Line(
                    column.label(),
                    answer.isEmpty()
                            ? ConventioningWording.say("told.not-yet")
                            : answer.get() instanceof Value.Unknown
                                    ? ConventioningWording.say("told.unknown")
                                    : Wording.written(column, answer.get())));
        }
        return lines;
    }

    private static void add(List<Line> lines, String key, String text) {
        if (!text.isEmpty()) {
            lines.add(new Line(ConventioningWording.say(key), text));
        }
    }

    /**
     * The place that the fund knows by that SIRET already; null for none, and once this file's own convention is
     * signed.
     */
    private @Nullable String known(Connection connection, CaseFile file, Told told, Standing standing)
            throws SQLException {
        if (standing.merchant() != null || told.siret().isEmpty()) {
            return null;
        }
        return register.ofSiret(connection, file.fundId(), told.siret().get().digits())
                .map(Merchant::name)
                .map(name -> ConventioningWording.say("known", name))
                .orElse(null);
    }

    private List<Other> others(Connection connection, Candidacy candidacy) throws SQLException {
        var others = new ArrayList<Other>();
        for (var each : candidacies.earlier(connection, candidacy)) {
            var stage = caseFiles
                    .find(connection, each.caseFile())
                    .map(found -> Stage.labels().getOrDefault(found.stage(), ""))
                    .orElse("");
            others.add(new Other(
                    "/caisses/" + each.fund() + "/dossiers/" + each.caseFile(),
                    CaseFile.number(each.caseFile()),
                    stage));
        }
        return others;
    }

    private static String inWords(Vote vote) {
        return ConventioningWording.say(
                vote.adopted() ? "vote.adopted" : "vote.rejected",
                ConventioningWording.FRENCH.date(vote.on()),
                vote.yes(),
                vote.no(),
                vote.abstentions());
    }

    /** What a refused merchant is told, word by word; null for one that is not refused. */
    private static @Nullable String refusal(CaseFile file, @Nullable Decision decision, @Nullable Vote vote) {
        if (!file.stage().equals(Stage.REFUSED.code())) {
            return null;
        }
        var reason = Optional.ofNullable(vote)
                .map(Vote::reason)
                .or(() -> Optional.ofNullable(decision).map(Decision::reason))
                .orElse("");
        return ConventioningWording.say("refusal", reason);
    }

    private List<Offer> offers(Connection connection, CaseFile file) throws SQLException {
        var offers = new ArrayList<Offer>();
        for (var act : Act.values()) {
            if (act.isPossible(keeping, connection, file)) {
                var conventioned = standings.of(connection, file.id()).merchant() != null;
                offers.add(new Offer(act.address(file), act.heading(conventioned)));
            }
        }
        return offers;
    }
}
