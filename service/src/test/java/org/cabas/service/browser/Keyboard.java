package org.cabas.service.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who has a keyboard and nothing else. Wherever they get, they see where they are. */
public final class Keyboard extends Hands {
    static final Manner MANNER =
            (studio, path) -> new Keyboard(studio, studio.onLaptop().open(path));

    /** Who needs more presses than that to get somewhere on a page gives up. */
    private static final int PATIENCE = 40;

    /** A browser asks for a date in the order of its own language, whatever the page's. */
    private static final List<DateTimeFormatter> ORDERS =
            List.of(DateTimeFormatter.ofPattern("ddMMyyyy"), DateTimeFormatter.ofPattern("MMddyyyy"));

    /** Null where the focus is to be seen, or what is wrong with it. */
    private static final String WHAT_HIDES_THE_FOCUS = """
            () => {
                const e = document.activeElement;
                const style = getComputedStyle(e);
                const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
                const box = e.getBoundingClientRect();
                const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
                const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
                const seen = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
                const above = seen ? document.elementFromPoint(x, y) : null;
                return !marked ? "nothing marks it" : !seen ? "it is out of sight"
                    : above && !e.contains(above) && !above.contains(e) ? "it is under " + above.outerHTML.slice(0, 80) : null;
            }""";

    /** What has the focus, in a few words; nothing where it is nowhere. */
    private static final String WHERE = """
            () => {
                const e = document.activeElement;
                return !e || e === document.body ? ""
                    : `${e.tagName.toLowerCase()} « ${(e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent)
                        .replace(/\\s+/g, " ").trim().slice(0, 60)} »`;
            }""";

    private @Nullable Object known;

    public Keyboard(Studio studio, Page page) {
        super(studio, page);
    }

    @Override
    public void press(Locator what) {
        reach(what);
        page.keyboard().press("Enter");
    }

    @Override
    public void write(Locator field, String text) {
        reach(field);
        page.keyboard().press("Control+a");
        page.keyboard().type(text);
    }

    @Override
    void write(Locator field, LocalDate day) {
        reach(field);
        for (var order : ORDERS) {
            if (!field.inputValue().equals(day.toString())) {
                page.keyboard().press("ArrowLeft");
                page.keyboard().press("ArrowLeft");
                page.keyboard().type(day.format(order));
            }
        }
        assertThat(field).hasValue(day.toString());
    }

    /** A group has one stop; arrows choose in it. */
    @Override
    public void choose(Locator radio) {
        var group = page.locator("input[type=radio][name='" + radio.getAttribute("name") + "']");
        reach(group);
        for (var presses = 0; !radio.isChecked() && presses < group.count(); presses++) {
            page.keyboard().press("ArrowDown");
            seen();
        }
        assertThat(radio).isChecked();
    }

    @Override
    void writeCell(String row, String heading, String text) {
        var column = (int) page.locator("#grid thead th")
                .evaluateAll("(all, heading) => all.findIndex(each => each.textContent.includes(heading))", heading);
        reach(page.getByRole(AriaRole.GRIDCELL));
        page.keyboard().press("Control+Home");
        for (var presses = 0; !cell().startsWith(row + " "); presses++) {
            assertThat(presses).as("rows above " + row).isLessThan(PATIENCE);
            page.keyboard().press("ArrowDown");
            seen();
        }
        for (var right = 1; right < column; right++) {
            page.keyboard().press("ArrowRight");
            seen();
        }
        assertThat(cell()).isEqualTo(row + " " + column);
        page.keyboard().press("Enter");
        seen();
        page.keyboard().press("Control+a");
        page.keyboard().type(text);
        page.keyboard().press("Enter");
        assertThat(cell()).as("where one is after writing").isNotEmpty();
    }

    @Override
    void isAt(String row) {
        super.isAt(row);
        assertThat(cell()).startsWith(row + " ");
        seen();
    }

    @Override
    void look(String picture) {
        studio.axeIsClean(page);
    }

    /** Tab after tab, forward or back, to one of these. Who comes to a page skips what stands above its content. */
    public void reach(Locator target) {
        assertThat(target.first()).isVisible();
        page.waitForLoadState();
        var met = new ArrayList<String>();
        var isNew = !page.evaluate("performance.timeOrigin").equals(known);
        if (isNew) {
            known = page.evaluate("performance.timeOrigin");
            if (where().isEmpty() && isInContent(target)) {
                page.keyboard().press("Tab");
                assertThat(where()).isEqualTo("a « Aller au contenu »");
                seen();
                page.keyboard().press("Enter");
            }
        } else {
            assertThat(where()).as("the focus was lost on " + page.url()).isNotEmpty();
        }
        if (!cell().isEmpty() && !hasFocus(target)) {
            page.keyboard().press("Escape"); // as the grid says
        }
        while (!hasFocus(target)) {
            assertThat(met)
                    .as("stops on the way to " + target.first() + " on " + page.url())
                    .hasSizeLessThan(PATIENCE);
            page.keyboard().press(isAbove(target) ? "Shift+Tab" : "Tab");
            met.add(where());
        }
        seen();
    }

    /** Asserts that it is plain to see where the focus is. */
    private void seen() {
        assertThat(page.evaluate(WHAT_HIDES_THE_FOCUS))
                .as("the focus on " + where() + ", " + page.url())
                .isNull();
    }

    /** What has the focus, in a few words. */
    String where() {
        return (String) page.evaluate(WHERE);
    }

    /** The row and the column of the cell that has the focus, or nothing. */
    String cell() {
        return (String) page.evaluate("""
                () => {
                    const cell = document.activeElement.closest("#grid td");
                    return cell ? cell.parentElement.dataset.row + " " + cell.cellIndex : "";
                }""");
    }

    private static boolean isInContent(Locator target) {
        return (boolean) target.first().evaluate("each => each.closest('main') !== null");
    }

    /** Whether it stands before what has the focus. */
    private static boolean isAbove(Locator target) {
        return (boolean) target.first().evaluate("""
                each => document.activeElement !== document.body
                    && (each.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0""");
    }

    private static boolean hasFocus(Locator target) {
        return (boolean) target.evaluateAll("all => all.includes(document.activeElement)");
    }
}
