package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.FormFields.Field;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.fund.FundRules;
import org.cabas.service.merchant.Convention;
import org.cabas.service.page.Filling;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.jspecify.annotations.Nullable;

/** Decides whether a convention is renewed, ahead of its last day: the next one begins on the day after. */
@Singleton
class RenewForm implements TaskForm {
    private static final String FORM = "renew";

    private final Agreement agreement;
    private final Signing signing;
    private final Keeping keeping;
    private final Standings standings;
    private final Candidacies candidacies;
    private final ConventioningTables tables;
    private final Clock clock;

    RenewForm(
            Agreement agreement,
            Signing signing,
            Keeping keeping,
            Standings standings,
            Candidacies candidacies,
            ConventioningTables tables,
            Clock clock) {
        this.agreement = agreement;
        this.signing = signing;
        this.keeping = keeping;
        this.standings = standings;
        this.candidacies = candidacies;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public String element() {
        return ConventioningProcess.RENEW;
    }

    @Override
    public String view() {
        return "conventioning/forms :: renew";
    }

    @Override
    public String verb() {
        return ConventioningWording.say("verb.renew");
    }

    /** The first day of what follows: the day after the last one, or today where that has passed. */
    private LocalDate from(Connection connection, CaseFile file) throws SQLException {
        var today = FundRules.of(connection, file.fundId()).day(clock.instant());
        var next = signing.last(connection, file)
                .map(Convention::endsOn)
                .map(day -> day.plusDays(1))
                .orElse(today);
        return next.isBefore(today) ? today : next;
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        var last = signing.last(connection, file);
        var from = from(connection, file);
        var model = new HashMap<String, @Nullable Object>();
        model.put("lastDay", last.map(Convention::endsOn).orElse(from));
        model.put("from", from);
        model.put("until", from.plusYears(1).minusDays(1));
        model.put("ending", standings.of(connection, file.id()).isEnding());
        model.put(
                "said",
                tables.ask(fund, candidacies.of(connection, file.id()).told()).reason());
        model.put("proposal", agreement.proposal(connection, file));
        model.put("known", known(last.orElse(null)));
        return model;
    }

    /** What the last convention says stands in the form. */
    private static FormFields known(@Nullable Convention last) {
        var fields = new ArrayList<Field>();
        if (last != null) {
            last.familyCodes().forEach(code -> fields.add(new Field("renew_families", code)));
            fields.add(new Field("renew_coverage", String.valueOf(last.coverage())));
        }
        return new FormFields(fields);
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var filling = ConventioningWording.filling(fields);
        var chosen = filling.choice("renew_choice", Set.of("yes", "no"), "wrong.renew");
        if (chosen.equals("yes") && standings.of(connection, file.id()).isEnding()) {
            filling.wrong("renew_choice", "wrong.renew.ending");
        }
        return chosen.equals("yes")
                ? renew(connection, visitor, file, fields, filling)
                : let(connection, file, filling);
    }

    private Filled renew(Connection connection, Visitor visitor, CaseFile file, FormFields fields, Filling filling)
            throws SQLException {
        var from = from(connection, file);
        var until = filling.day("renew_until", from, from.plusYears(SignForm.MOST_YEARS));
        var goods = agreement.read(connection, file, FORM, fields, filling);
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        signing.renew(connection, file, new Terms(from, until, goods.families(), goods.coverage()), visitor);
        return new Filled.Done(
                ConventioningProcess.decided(true),
                "conventioning.renewed",
                ConventioningWording.terms(from, until, goods.families(), goods.coverage()));
    }

    private Filled let(Connection connection, CaseFile file, Filling filling) throws SQLException {
        var reason = filling.text("renew_reason", Keeping.LONGEST_REASON);
        if (reason.isBlank()) {
            filling.wrong("renew_reason", "wrong.reason");
        }
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        keeping.letEnd(connection, file, reason);
        return new Filled.Done(ConventioningProcess.decided(false), "conventioning.not-renewed", reason);
    }
}
