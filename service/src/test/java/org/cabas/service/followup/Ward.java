package org.cabas.service.followup;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cabas.service.access.Role;
import org.cabas.service.casefile.Caseworker;
import org.cabas.service.casefile.Group;
import org.cabas.service.member.Household;
import org.cabas.service.member.Households;
import org.cabas.service.member.Member;
import org.cabas.service.member.Members;
import org.cabas.workflows.followup.FollowUpProcess;

/** A nurse of a fund, the people she follows, and an engine that gives each job twice. */
final class Ward extends Caseworker {

    Ward(ApplicationContext context, String fund) {
        super(context, fund, "une infirmière", Role.NURSE, FollowUpProcess.PROCESS, Group.NURSE, 14);
    }

    /** A new member of the fund. */
    String member(String name) {
        var id = UUID.randomUUID().toString();
        bean(Households.class).save(new Household("h" + id, fund, 1, 0));
        bean(Members.class).save(new Member("m" + id, "h" + id, name, Member.Status.ACTIVE));
        return "m" + id;
    }

    /** Offers a follow-up to a new member; gives its file. */
    String offer(String name) {
        return ((Offering.Outcome.Offered) bean(Offering.class).offer(who, fund, member(name))).caseFile();
    }

    /** The same, with their consent of today. */
    String consenting(String name, String words) {
        var file = offer(name);
        done(file, FollowUpProcess.CONSENT, consent(words));
        step(file, "begin");
        return file;
    }

    Map<String, String> consent(String words) {
        return Map.of("hea_consents", "yes", "hea_consent_day", today().toString(), "hea_consent_words", words);
    }

    /** All that is asked at a check-up, answered: so many yes to the eight questions about food. */
    Map<String, String> answers(int yes) {
        var answers = new HashMap<String, String>();
        answers.put("hea_came", "yes");
        answers.put("hea_day", today().toString());
        for (var n = 1; n <= Fies.QUESTIONS; n++) {
            answers.put("hea_fies_" + n, n <= yes ? "yes" : "no");
        }
        answers.put("hea_health", "fair");
        answers.put("hea_chronic", "no");
        answers.put("hea_limitation", "none");
        answers.put("hea_portions", "3");
        return answers;
    }

    FollowUp followUp(String file) {
        return run(c -> bean(FollowUps.class).of(c, file));
    }

    /** How a member's key stands, for a service that has this one's master key or another. */
    HealthKeys.Held held(HealthKeys keys, String member) {
        return run(c -> keys.of(c, member));
    }

    HealthKeys.Held held(String member) {
        return held(bean(HealthKeys.class), member);
    }

    /** To whom of that name a follow-up can be offered in a fund. */
    List<Offering.Person> find(String inFund, String named) {
        return run(c -> bean(Offering.class).find(c, inFund, named));
    }

    boolean withdraw(String file) {
        return about(file, (c, locked) -> bean(Withdrawing.class).withdraw(c, locked, who));
    }
}
