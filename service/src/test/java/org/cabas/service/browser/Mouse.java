package org.cabas.service.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;

/** Somebody at a laptop with a mouse. */
final class Mouse extends Hands {
    static final Manner MANNER =
            (studio, path) -> new Mouse(studio, studio.onLaptop().open(path));

    private Mouse(Studio studio, Page page) {
        super(studio, page);
    }

    @Override
    public void press(Locator what) {
        what.click();
    }

    @Override
    public void write(Locator field, String text) {
        field.fill(text);
    }

    @Override
    void write(Locator field, LocalDate day) {
        field.fill(day.toString());
    }

    @Override
    public void choose(Locator radio) {
        radio.check();
    }

    @Override
    void writeCell(String row, String heading, String text) {
        var column = page.locator("#grid thead th")
                .evaluateAll("(all, heading) => all.findIndex(each => each.textContent.includes(heading))", heading);
        var cell = page.locator("#ligne-" + row + " td").nth((int) column - 1);
        cell.dblclick();
        cell.locator("input, textarea").fill(text);
        page.keyboard().press("Enter");
    }

    @Override
    void look(String picture) {
        studio.axeIsClean(page, "journey-" + picture);
    }
}
