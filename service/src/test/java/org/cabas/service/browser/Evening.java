package org.cabas.service.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** What is done in an evening of Joigny's committee about its guide of contributions, step by step, by whatever hands. */
final class Evening {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String BRACKET = "Revenu mensuel net du foyer";
    private static final String AMOUNT = "Contribution mensuelle";

    private Evening() {}

    static void openTheGuide(Hands hands) {
        hands.look("home");
        hands.press(hands.section("Tables"));
        assertThat(hands.page.locator("h1")).hasText("Les tables de la caisse");
        hands.look("tables");
        hands.press(hands.link(Pattern.compile("Guide des contributions")));
        assertThat(hands.page.locator("h1")).containsText("Guide des contributions");
    }

    static void prepare(Hands author) {
        openTheGuide(author);
        author.look("table");
        author.press(author.button("Préparer une modification"));
        author.page.waitForURL(url -> url.contains("/brouillons/"));
        assertThat(author.page.locator("#findings")).containsText("Chaque cas a sa réponse, et une seule");
    }

    static void cutAndMend(Hands author, int euros) {
        var page = author.page;
        // A bracket is cut: nobody says what a household with 1 450 € pays.
        author.writeCell("R4", BRACKET, "1 401 à 1 449");
        assertThat(page.locator("#findings"))
                .containsText(Pattern.compile("Aucune ligne ne dit combien cotise un foyer"));
        author.look("gap");
        author.press(author.button("Essayer ce cas"));
        assertThat(page.locator("#answer")).containsText(Pattern.compile("Aucune ligne|aucune ligne"));
        author.press(author.link("Ligne R4").first());
        author.isAt("R4");

        // It is mended, and those with 1 450 € pay less than before.
        author.writeCell("R4", AMOUNT, Integer.toString(euros));
        author.writeCell("R4", BRACKET, "1401 - 1500");
        assertThat(page.locator("#findings")).containsText("Chaque cas a sa réponse, et une seule");
        author.write(page.getByLabel(BRACKET), "1 450 €");
        author.press(author.button("Voir la réponse"));
        assertThat(page.locator(".answer-sentence")).containsText(Pattern.compile(euros + "\\s€"));
        assertThat(page.locator("#saved")).hasText("Enregistré.");
        author.look("tried");
    }

    /** Simulates a year of some households and comes back to the draft. */
    static void simulate(Hands author, int households) {
        var page = author.page;
        author.press(author.link("Simuler une année"));
        assertThat(page.locator("h1")).hasText("Préparer une simulation");
        author.look("simulation-form");
        author.choose(page.getByLabel("Une année de démonstration"));
        author.write(page.getByLabel("Nombre de foyers"), Integer.toString(households));
        author.press(author.button("Lancer la simulation"));
        assertThat(page.getByRole(
                        AriaRole.HEADING, new Page.GetByRoleOptions().setName("Ce que cette simulation suppose")))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        author.look("simulation");
        author.press(page.locator("main a[href*='/brouillons/']").first());
        page.waitForURL(url -> url.contains("/brouillons/"));
    }

    static void propose(Hands author, String title) {
        var page = author.page;
        author.press(author.link("Proposer au comité").or(author.button("Proposer au comité")));
        assertThat(page.locator("h1")).hasText("Proposer au comité");
        author.write(page.getByLabel("Titre"), title);
        author.write(page.getByLabel("Pourquoi"), "Ils sont plusieurs à l’avoir demandé sur le marché.");
        author.look("propose");
        author.press(author.button("Proposer au comité"));
        assertThat(page.locator("h1")).hasText(title);
        author.look("proposal");
    }

    static void openTheVote(Hands facilitator, String title) {
        var page = facilitator.page;
        find(facilitator, title);
        facilitator.write(
                page.getByLabel("Jour"),
                LocalDate.ofInstant(facilitator.studio.clock().instant(), PARIS).plusDays(2));
        facilitator.choose(page.getByLabel("Vote secret"));
        facilitator.press(facilitator.button("Ouvrir le vote"));
        assertThat(page.locator("#said")).containsText("Le vote est ouvert");
        facilitator.look("vote-open");
        page.close();
    }

    /** Goes to a proposal from home. */
    private static void find(Hands hands, String title) {
        hands.press(hands.section("Propositions"));
        assertThat(hands.page.locator("h1")).hasText("Propositions");
        hands.look("proposals");
        hands.press(hands.link(title));
        assertThat(hands.page.locator("h1")).hasText(title);
    }

    static void vote(Hands voter, String title) {
        var page = voter.page;
        voter.press(voter.link(title).first()); // it waits at home
        assertThat(page.locator("h1")).hasText(title);
        voter.look("vote");
        voter.press(voter.button("Oui"));
        assertThat(page.locator("h1")).hasText(Pattern.compile("Vous votez «\\sOui\\s»"));
        voter.look("vote-again");
        voter.press(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Voter"))));
        assertThat(page.locator("#said")).containsText("Votre vote est compté");
        voter.look("voted");
        page.close();
    }

    static void publish(Hands facilitator, String title) {
        var page = facilitator.page;
        find(facilitator, title);
        facilitator.look("adopted");
        facilitator.choose(page.getByLabel("À partir d’un jour, à minuit"));
        facilitator.write(
                page.getByLabel("Jour", new Page.GetByLabelOptions().setExact(true)),
                LocalDate.ofInstant(facilitator.studio.clock().instant(), PARIS).plusDays(1));
        facilitator.press(facilitator.button("Publier la décision"));
        assertThat(page.locator("#said")).containsText("prendra effet d'elle-même");
        facilitator.look("published");
        page.close();
    }
}
