package org.cabas.service.enrollment;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import java.util.UUID;
import org.cabas.service.access.Role;
import org.cabas.service.casefile.Caseworker;
import org.cabas.service.casefile.Group;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.member.Card;
import org.cabas.workflows.enrollment.Enrollment;

/** A social worker at a fund's reception, and an engine that gives each job twice. */
final class Reception extends Caseworker {

    Reception(ApplicationContext context, String fund) {
        super(
                context,
                fund,
                "une travailleuse sociale",
                Role.SOCIAL_WORKER,
                Enrollment.PROCESS,
                Group.SOCIAL_WORKER,
                7);
    }

    /** What a household tells that answers so. */
    static Told household(String name, Map<String, String> answers) {
        return new Told(
                name,
                "",
                "03 86 00 00 " + (10 + Math.abs(name.hashCode() % 90)),
                "Joigny",
                "",
                2,
                1,
                Referral.NONE,
                answers);
    }

    /** Opens a file for a household. */
    String apply(Told told) {
        return bean(Applying.class)
                .apply(
                        fund,
                        Channel.SOCIAL_WORKER,
                        told,
                        who.id(),
                        UUID.randomUUID().toString())
                .caseFile();
    }

    Standing standing(String file) {
        return run(c -> bean(Standings.class).of(c, file));
    }

    /** The card that the household has or will have. */
    Card card(String file) {
        return run(c -> bean(HouseholdCards.class)
                        .current(c, bean(Standings.class).of(c, file)))
                .orElseThrow();
    }

    void places(int places) {
        run(c -> {
            bean(Places.class).limit(c, fund, places);
            return places;
        });
    }

    /** Takes a household of Joigny to the moment at which its card is to be handed over. */
    String admitted(String name) {
        var file = apply(household(name, Map.of("resident", "oui", "workshops", "oui")));
        step(file, "check");
        step(file, "admission");
        return file;
    }

    /** Has an admitted household have its card. */
    void welcome(String file) {
        done(file, Enrollment.INTERVIEW, Map.of("interview_day", today(), "interview_goes_on", "yes"));
        done(file, Enrollment.CONTRIBUTION, Map.of("contribution_amount", "15"));
        step(file, "issue-card");
        done(file, Enrollment.HAND_OVER_CARD, Map.of("card_number", card(file).id()));
        done(file, Enrollment.WORKSHOP, Map.of("workshop_choice", "attended", "workshop_day", today()));
        step(file, "activate");
        follow();
    }
}
