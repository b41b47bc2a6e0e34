package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.access.FormFields;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Filling;

/**
 * What a convention says of goods: the part that the forms of signing and of renewing share, and what the fund's tables
 * allow there.
 */
@Singleton
class Agreement {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%?");

    private final Candidacies candidacies;
    private final ConventioningTables tables;

    Agreement(Candidacies candidacies, ConventioningTables tables) {
        this.candidacies = candidacies;
        this.tables = tables;
    }

    /**
     * A family of products as the form shows it.
     *
     * @param chosen whether it is proposed
     * @param paid whether the fund ever pays any of it at the place
     */
    public record Family(String code, String label, boolean chosen, boolean paid) {}

    /**
     * What the form proposes.
     *
     * @param most the most that the fund pays of anything there, in percent
     */
    public record Proposal(List<Family> families, int coverage, int most) {}

    /** Families and coverage that were read; without meaning where something is wrong. */
    record Goods(List<String> families, int coverage) {}

    Payable payable(Connection connection, CaseFile file) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        var told = candidacies.of(connection, file.id()).told();
        return Payable.of(tables.policy(fund).orElse(null), tables.facts(fund, told));
    }

    /**
     * What the form proposes: what the place sells and the fund pays, or all that the fund pays where nobody told what
     * it sells.
     */
    Proposal proposal(Connection connection, CaseFile file) throws SQLException {
        var sold = candidacies.of(connection, file.id()).told().families();
        var payable = payable(connection, file);
        var families = new ArrayList<Family>();
        for (var option : Vocabulary.PRODUCT_FAMILIES.options()) {
            var paid = payable.pays(option.code());
            var chosen = paid && (sold.isEmpty() || sold.contains(option.code()));
            families.add(new Family(option.code(), option.label(), chosen, paid));
        }
        var chosen = families.stream().filter(Family::chosen).map(Family::code).toList();
        return new Proposal(
                families, payable.proposed(chosen), payable.most(payable.most().keySet()));
    }

    /** Reads families and coverage; what no convention of the fund can say is told. */
    Goods read(Connection connection, CaseFile file, String form, FormFields fields, Filling filling)
            throws SQLException {
        var payable = payable(connection, file);
        var families = CandidacyForm.families(form + "_families", fields, filling);
        if (families.isEmpty()) {
            filling.wrong(form + "_families", "wrong.families.none");
        }
        var unpaid = families.stream()
                .filter(code -> Vocabulary.PRODUCT_FAMILIES.option(code).isPresent() && !payable.pays(code))
                .toList();
        if (!unpaid.isEmpty()) {
            filling.wrong(form + "_families", "wrong.families.unpaid", ConventioningWording.families(unpaid));
        }
        return new Goods(families, coverage(form + "_coverage", payable.most(families), fields, filling));
    }

    private static int coverage(String field, int most, FormFields fields, Filling filling) {
        var typed = PERCENT.matcher(fields.text(field).replace('\u00a0', ' '));
        if (!typed.matches()) {
            filling.wrong(field, "wrong.coverage");
            return 0;
        }
        var percent = Integer.parseInt(typed.group(1));
        if (percent > 100) {
            filling.wrong(field, "wrong.coverage");
        } else if (percent > most && filling.isRight(field.replace("_coverage", "_families"))) {
            filling.wrong(field, "wrong.coverage.beyond", most);
        }
        return percent;
    }
}
