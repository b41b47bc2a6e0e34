package org.cabas.service.conventioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.conventioning.Standings.Signature;
import org.cabas.service.fund.FundRules;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.Register;
import org.jspecify.annotations.Nullable;

/**
 * Stores the conventions that are signed, with the place as it is known then. Purchases read them from their first day on, whatever the
 * engine knows by then.
 */
@Singleton
class Signing {
    private final Candidacies candidacies;
    private final ConventioningTables tables;
    private final Decisions decisions;
    private final Standings standings;
    private final Register register;
    private final Clock clock;
    private final ObjectMapper json;

    Signing(
            Candidacies candidacies,
            ConventioningTables tables,
            Decisions decisions,
            Standings standings,
            Register register,
            Clock clock,
            ObjectMapper json) {
        this.candidacies = candidacies;
        this.tables = tables;
        this.decisions = decisions;
        this.standings = standings;
        this.register = register;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Stores a first convention, with the place.
     *
     * @param file locked
     */
    void sign(Connection connection, CaseFile file, Terms terms, LocalDate on, Visitor by) throws SQLException {
        var place = place(connection, file);
        register.keep(connection, place);
        store(connection, file, place.id(), terms, new Signature(conventionId(), on, false), by);
    }

    /** Stores the convention that follows the last one of a file. */
    void renew(Connection connection, CaseFile file, Terms terms, Visitor by) throws SQLException {
        var today = FundRules.of(connection, file.fundId()).day(clock.instant());
        var place = standings.of(connection, file.id()).merchant();
        if (place == null) {
            throw new IllegalStateException("no convention was signed for " + file.id());
        }
        store(connection, file, place, terms, new Signature(conventionId(), today, true), by);
    }

    private void store(Connection connection, CaseFile file, String place, Terms terms, Signature signature, Visitor by)
            throws SQLException {
        var suspended = standings.of(connection, file.id()).isSuspended();
        register.add(
                connection,
                new Convention(
                        signature.convention(),
                        place,
                        terms.startsOn(),
                        terms.endsOn(),
                        suspended,
                        String.join(" ", terms.families()),
                        terms.coverage(),
                        decisions
                                .last(connection, file.id())
                                .map(Decision::decidedBy)
                                .orElse("conventioning 0 -")));
        standings.signed(connection, file.id(), place, signature, by.id());
        if (suspended) {
            standings.suspendToo(connection, file.id(), signature.convention());
        }
        register.announce(connection, place);
    }

    /** The conventions that were signed with a file, in the order in which they start. */
    List<Convention> signed(Connection connection, CaseFile file) throws SQLException {
        var place = standings.of(connection, file.id()).merchant();
        if (place == null) {
            return List.of();
        }
        var ids = standings.signatures(connection, file.id()).stream()
                .map(Signature::convention)
                .toList();
        return register.conventions(connection, place).stream()
                .filter(each -> ids.contains(each.id()))
                .toList();
    }

    /** The one of them that lasts longest; none before the first is signed. */
    Optional<Convention> last(Connection connection, CaseFile file) throws SQLException {
        return signed(connection, file).stream().max(Comparator.comparing(Convention::endsOn));
    }

    private static String conventionId() {
        return id("conv_");
    }

    private static String id(String kind) {
        return kind + UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT);
    }

    /**
     * The place as its candidacy and visit tell it: the one that the fund knows by that SIRET already, or a new one.
     */
    private Merchant place(Connection connection, CaseFile file) throws SQLException {
        var told = candidacies.of(connection, file.id()).told();
        var siret = told.siret().orElseThrow(() -> new IllegalStateException("signed without a SIRET: " + file.id()));
        var known = register.ofSiret(connection, file.fundId(), siret.digits()).orElse(null);
        var answers = MerchantAnswers.of(tables.questions(FundRules.of(connection, file.fundId())), told);
        return new Merchant(
                known == null ? id("lieu_") : known.id(),
                file.fundId(),
                told.name(),
                answers.kind(),
                siret.digits(),
                told.town(),
                answers.distanceKm(known == null ? null : known.distanceKm()),
                answers.certification(known == null ? null : known.certification()),
                answers.directSale(known == null ? null : known.directSale()),
                answers.organicShare(known == null ? null : known.organicShare()),
                answers.localShare(known == null ? null : known.localShare()),
                answers.charterSigned(known == null ? null : known.charterSigned()),
                answers.workers(known == null ? null : known.workers()),
                criteria(answers, known));
    }

    private String criteria(MerchantAnswers answers, @Nullable Merchant known) {
        try {
            return json.writeValueAsString(answers.criteria(json.readTree(known == null ? "{}" : known.criteria())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps criteria that are JSON", e);
        }
    }
}
