package org.cabas.service.conventioning;

import io.micronaut.context.ApplicationContext;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.cabas.service.access.Role;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Caseworker;
import org.cabas.service.casefile.Group;
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Siret;
import org.cabas.workflows.conventioning.ConventioningProcess;

/** A facilitator of a fund, and an engine that gives each job twice. */
final class Bureau extends Caseworker {
    private static final AtomicLong SIRENS = new AtomicLong(1_000_000);

    /** What a market gardener of Joigny answers: 100 points. */
    static final Map<String, String> GARDENER = Map.of(
            "merchant_kind", "stand de marché",
            "direct_sale", "oui",
            "distance", "12",
            "certification", "certifié bio",
            "charter_signed", "oui",
            "workers", "3");

    Bureau(ApplicationContext context, String fund) {
        super(
                context,
                fund,
                "une facilitatrice",
                Role.FACILITATOR,
                ConventioningProcess.PROCESS,
                Group.CONVENTIONING,
                14);
    }

    /** Another SIRET each time, of a SIREN that starts with 0, which no business has. */
    static Siret siret() {
        for (var digits = SIRENS.incrementAndGet() * 100_000 + 10; ; digits++) {
            var found = Siret.read("%014d".formatted(digits));
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /** What a place tells that answers so. */
    static Told place(String name, Map<String, String> answers) {
        return place(name, Optional.of(siret()), answers);
    }

    static Told place(String name, Optional<Siret> siret, Map<String, String> answers) {
        return new Told(
                name, "", "", "01 99 00 00 03", siret, "Joigny", List.of("fruits", "vegetables", "alcohol"), answers);
    }

    /** Opens a file for a place. */
    String apply(Told told) {
        var outcome = run(c -> bean(Applying.class)
                .open(c, fund, Channel.FUND, told, who.id(), UUID.randomUUID().toString()));
        return ((Applying.Outcome.Opened) outcome).candidacy().caseFile();
    }

    /** What a form of the visit is sent with where nothing is otherwise than told. */
    Map<String, Object> visit(Map<String, String> answers) {
        var fields = new HashMap<String, Object>();
        answers.forEach((id, answer) -> fields.put("visit_q_" + id, answer));
        fields.put("visit_day", today().toString());
        fields.put("visit_words", "Tout pousse derrière la maison.");
        return fields;
    }

    Map<String, Object> vote(boolean adopted) {
        return Map.of(
                "vote_day", today().toString(),
                "vote_yes", adopted ? "4" : "1",
                "vote_no", adopted ? "1" : "4",
                "vote_adopted", adopted ? "yes" : "no",
                "vote_reason", adopted ? "" : "Le comité a assez de maraîchers.");
    }

    Map<String, Object> convention(LocalDate from, LocalDate until) {
        return Map.of(
                "sign_day", today().toString(),
                "sign_from", from.toString(),
                "sign_until", until.toString(),
                "sign_families", List.of("fruits", "vegetables"),
                "sign_coverage", "100 %");
    }

    /** Takes a market gardener as far as the vote. */
    String visited(String name) {
        var file = apply(place(name, GARDENER));
        step(file, "check");
        step(file, "score");
        done(file, ConventioningProcess.VISIT, visit(GARDENER));
        step(file, "score-after-visit");
        return file;
    }

    /** Takes one as far as a convention that lasts from a day to another. */
    String conventioned(String name, LocalDate from, LocalDate until) {
        var file = visited(name);
        done(file, ConventioningProcess.VOTE, vote(true));
        done(file, ConventioningProcess.SIGN, convention(from, until));
        step(file, "open");
        follow();
        return file;
    }

    Standing standing(String file) {
        return run(c -> bean(Standings.class).of(c, file));
    }

    /** The place of a file, once a convention is signed. */
    String merchant(String file) {
        return Optional.ofNullable(standing(file).merchant()).orElseThrow();
    }

    List<Convention> conventions(String file) {
        return run(c -> bean(Signing.class).signed(c, bean(CaseFiles.class).locked(c, file)));
    }
}
