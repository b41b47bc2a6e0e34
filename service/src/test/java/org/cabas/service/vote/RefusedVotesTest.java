package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Votes that don't count, sent the way a browser sends them: refused, and the page that follows says why. */
class RefusedVotesTest extends InAssembly {
    private static final Village VILLAGE = new Village(context());
    private static final Pattern FINGERPRINT = Pattern.compile("name=\"fingerprint\" value=\"([0-9a-f]+)\"");

    private Assembly assembly = committee(2);
    private String fund = "";
    private String id = "";
    private String address = "";
    private PlainBrowser voter = new PlainBrowser(service().getURI());

    @BeforeEach
    void a_vote_is_open() {
        clock().runAsUsual();
        assembly = committee(2);
        clock().runAsUsual();
        fund = assembly.fund().id();
        var email = VILLAGE.person("Quelqu'un", fund, Role.COMMITTEE);
        id = assembly.inVote(false, assembly.contribution("25 €"));
        address = "/caisses/" + fund + "/propositions/" + id;
        voter = signedIn(email);
    }

    @AfterEach
    void time_goes_on() {
        clock().runAsUsual();
    }

    private static PlainBrowser signedIn(String email) {
        var browser = new PlainBrowser(service().getURI());
        browser.signIn(email, Village.PASSWORD);
        return browser;
    }

    /** What stands on the screen of somebody who is about to confirm. */
    private String fingerprint(PlainBrowser browser) {
        var fingerprint = FINGERPRINT.matcher(browser.get(
                        address + "/vote?choix=yes&lu=" + assembly.proposal(id).fingerprint())
                .body());
        assertThat(fingerprint.find()).isTrue();
        return fingerprint.group(1);
    }

    /** Votes and reads the page that follows. */
    private String told(PlainBrowser browser, String choice, String fingerprint) {
        var answer = browser.post(address + "/vote", "choice", choice, "fingerprint", fingerprint);
        assertThat(answer.statusCode()).isEqualTo(303);
        return browser.get(PlainBrowser.location(answer)).body().replace("&#39;", "'");
    }

    private int votes() {
        var votes = new int[1];
        assembly.transaction(connection -> votes[0] = assembly.bean(Roll.class).cast(connection, id));
        return votes[0];
    }

    @Test
    void a_vote_that_is_cast_twice_counts_once_and_says_so() {
        var fingerprint = fingerprint(voter);
        assertThat(told(voter, "YES", fingerprint)).contains("Votre vote est compté");
        assertThat(told(voter, "NO", fingerprint)).contains("Vous avez déjà voté");
        assertThat(votes()).isOne();
    }

    @Test
    void a_late_vote_does_not_count_and_says_so() {
        var fingerprint = fingerprint(voter);
        clock().goOn(Duration.ofDays(3));
        var late = signedIn(VILLAGE.person("Quelqu'un d'autre", fund, Role.COMMITTEE));
        late.get(address);
        assertThat(told(late, "YES", fingerprint)).contains("Le vote est terminé", "n'a pas été compté");
        assertThat(votes()).isZero();
    }

    @Test
    void a_vote_of_somebody_who_is_no_member_is_refused() {
        var fingerprint = fingerprint(voter);
        for (var role : new Role[] {Role.FACILITATOR, Role.OBSERVER, Role.FUND_MANAGER}) {
            var stranger = signedIn(VILLAGE.person("Quelqu'un d'ailleurs", fund, role));
            stranger.get(address);
            var answer = stranger.post(address + "/vote", "choice", "YES", "fingerprint", fingerprint);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<h1");
        }
        assertThat(votes()).isZero();
    }

    @Test
    void a_vote_of_somebody_who_joined_after_the_vote_opened_does_not_count_and_says_so() {
        var fingerprint = fingerprint(voter);
        var newcomer = signedIn(VILLAGE.person("Quelqu'un de nouveau", fund, Role.COMMITTEE));
        newcomer.get(address);
        assertThat(told(newcomer, "YES", fingerprint)).contains("Vous n'êtes pas sur la liste des votants");
        assertThat(votes()).isZero();
    }

    @Test
    void a_vote_on_a_draft_that_changed_does_not_count_and_says_so() {
        fingerprint(voter);
        assertThat(told(voter, "YES", "0".repeat(64)))
                .contains("Ce qui était affiché n'est pas ce qui est soumis au vote");
        assertThat(votes()).isZero();
    }
}
