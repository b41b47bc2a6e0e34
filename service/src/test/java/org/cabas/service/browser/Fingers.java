package org.cabas.service.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;

/** Somebody with a phone and a thumb. */
final class Fingers extends Hands {
    static final Manner MANNER =
            (studio, path) -> new Fingers(studio, studio.onPhone().open(path));

    Fingers(Studio studio, Page page) {
        super(studio, page);
    }

    @Override
    public void press(Locator what) {
        what.tap();
    }

    @Override
    public void write(Locator field, String text) {
        field.tap();
        field.selectText();
        page.keyboard().type(text);
    }

    /** A phone shows a calendar of its own, which is no part of the page. */
    @Override
    void write(Locator field, LocalDate day) {
        field.fill(day.toString());
    }

    @Override
    public void choose(Locator radio) {
        radio.tap();
        assertThat(radio).isChecked();
    }

    /** On a phone a row is a form. */
    @Override
    void writeCell(String row, String heading, String text) {
        var draft = page.url().replaceAll("#.*", "");
        press(link("Modifier la ligne " + row));
        assertThat(page.locator("h1")).hasText("Ligne " + row);
        look("row");
        write(page.getByLabel(heading), text);
        press(button("Enregistrer la ligne"));
        page.waitForURL(url -> url.replaceAll("#.*", "").equals(draft));
    }

    @Override
    void look(String picture) {
        studio.axeIsClean(page, "journey-" + picture);
        studio.fitsTheScreen(page);
        studio.thumbsFind(page);
    }
}
