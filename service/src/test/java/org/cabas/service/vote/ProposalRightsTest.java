package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what about a proposal, asked the way a browser asks; whoever may not changes nothing. */
class ProposalRightsTest extends InAssembly {
    private static final Village VILLAGE = new Village(context());

    private final Assembly assembly = committee(2);
    private final String fund = assembly.fund().id();
    private final String id = assembly.proposed(assembly.contribution("25 €"));
    private final String address = "/caisses/" + fund + "/propositions";

    /** A form and who may send it. */
    private record Deed(String path, Set<Role> roles, String... fields) {}

    private List<Deed> deeds() {
        var writers = EnumSet.of(Role.COMMITTEE, Role.FACILITATOR, Role.FUND_MANAGER);
        var facilitators = EnumSet.of(Role.FACILITATOR);
        var speakers = EnumSet.of(Role.COMMITTEE, Role.FACILITATOR);
        return List.of(
                new Deed(address, writers, "title", "", "drafts", ""),
                new Deed(address + "/" + id + "/commentaires", speakers, "about", "", "body", ""),
                new Deed(address + "/" + id + "/commentaires/1", speakers, "body", "x"),
                new Deed(address + "/" + id + "/commentaires/1/retrait", speakers),
                new Deed(address + "/" + id + "/ouverture", facilitators, "day", "hier", "time", ""),
                new Deed(address + "/" + id + "/vote", EnumSet.of(Role.COMMITTEE), "choice", "YES", "fingerprint", ""),
                new Deed(address + "/" + id + "/publication", facilitators, "effect", "day", "day", ""),
                new Deed(address + "/" + id + "/revocation", facilitators),
                new Deed(address + "/" + id + "/reprise", writers),
                new Deed("/caisses/" + fund + "/reglages", facilitators, "quorum", "trop"));
    }

    private PlainBrowser signedIn(String inFund, Role... roles) {
        var browser = new PlainBrowser(service().getURI());
        browser.signIn(VILLAGE.person("Quelqu'un", inFund, roles), Village.PASSWORD);
        browser.get("/caisses/" + inFund);
        return browser;
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_deed_needs_its_right(Role role) {
        clock().runAsUsual();
        var browser = signedIn(fund, role);
        assertThat(browser.get(address + "/" + id).statusCode()).isEqualTo(200);
        for (var deed : deeds()) {
            var answer = browser.post(deed.path(), deed.fields());
            if (deed.roles().contains(role)) {
                assertThat(answer.statusCode())
                        .as("%s by %s", deed.path(), role)
                        .isIn(303, 422);
            } else {
                assertThat(answer.statusCode())
                        .as("%s by %s", deed.path(), role)
                        .isEqualTo(403);
            }
        }
        assertThat(assembly.proposal(id).state()).isEqualTo(Proposal.State.DISCUSSION);
        assertThat(assembly.bean(VotingRules.class).of(fund)).isEqualTo(VoteRules.DEFAULT);
    }

    @Test
    void to_people_of_another_fund_there_is_no_such_proposal() {
        clock().runAsUsual();
        var elsewhere = committee(1);
        clock().runAsUsual();
        var theirs = elsewhere.fund().id();
        var browser = signedIn(theirs, Role.values());
        assertThat(browser.get(address + "/" + id).statusCode()).isEqualTo(404);
        assertThat(browser.get("/caisses/" + theirs + "/propositions/" + id).statusCode())
                .as("by the address of their own fund")
                .isEqualTo(404);
        for (var deed : deeds()) {
            assertThat(browser.post(deed.path(), deed.fields()).statusCode())
                    .as(deed.path())
                    .isEqualTo(404);
            if (deed.path().contains(id)) {
                var disguised = deed.path().replace("/caisses/" + fund, "/caisses/" + theirs);
                assertThat(browser.post(disguised, deed.fields()).statusCode())
                        .as(disguised)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void a_form_that_another_site_wrote_does_nothing() {
        clock().runAsUsual();
        var browser = signedIn(fund, Role.values());
        for (var deed : deeds()) {
            assertThat(browser.postWith("forged", deed.path(), deed.fields()).statusCode())
                    .as(deed.path())
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(assembly.proposal(id).state()).isEqualTo(Proposal.State.DISCUSSION);
    }

    @Test
    void whoever_is_not_signed_in_is_asked_to() {
        var answer = new PlainBrowser(service().getURI()).get(address + "/" + id);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(PlainBrowser.location(answer)).startsWith("/connexion");
    }
}
