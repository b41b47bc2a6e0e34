package org.cabas.service.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.cabas.service.demo.data.Handles;

/**
 * How somebody goes through pages: with a mouse, with a keyboard and nothing else, or with a thumb on a phone. Things are named as
 * people find them, by their role and what is written on them.
 */
public abstract class Hands {
    final Studio studio;
    final Page page;

    Hands(Studio studio, Page page) {
        this.studio = studio;
        this.page = page;
    }

    /** A way to use a page. */
    interface Manner {
        /** Somebody who has just opened an address in a browser of their own. */
        Hands open(Studio studio, String path);

        /** Somebody who has just signed in, as anybody would, and is at home. */
        default Hands signIn(Studio studio, String email) {
            var hands = open(studio, "/connexion");
            hands.write(hands.page.getByLabel("Adresse électronique"), email);
            hands.write(hands.page.getByLabel("Mot de passe"), Handles.PASSWORD);
            hands.press(hands.button("Se connecter"));
            hands.page.waitForURL(url -> !url.contains("/connexion"));
            return hands;
        }
    }

    /** Follows a link, presses a button, opens what is folded. */
    public abstract void press(Locator what);

    /** Writes in a field, in place of what is there. */
    public abstract void write(Locator field, String text);

    /** Writes a day in a field for dates. */
    abstract void write(Locator field, LocalDate day);

    /** Chooses one of several. */
    public abstract void choose(Locator radio);

    /** Writes in the cell of a draft's table that is in a row under a heading. */
    abstract void writeCell(String row, String heading, String text);

    /** Asserts that the row is there to be seen, and to be written in, after a finding was followed to it. */
    void isAt(String row) {
        assertThat(page.locator("#ligne-" + row)).isInViewport();
    }

    /** Asserts what must hold of a page at rest. */
    abstract void look(String picture);

    public final Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    final Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    final Locator link(Pattern name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** A section of the fund, in the navigation. */
    final Locator section(String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("La caisse"))
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
