package org.cabas.service.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Caller;
import org.cabas.service.access.CallerFilter;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * A page to show: a template below {@code views/} and what it tells. Templates start with
 * {@snippet lang = html:
 * <html lang="fr" th:replace="~{page/layout :: page(~{::content})}"><th:block th:fragment="content">
 * }
 * and reach what is here as {@code ${page.title()}}, what is {@linkplain #with given} by its name, and French formats as
 * {@code ${french.day(…)}}, see {@link InFrench}.
 */
public final class Page {
    private final String view;
    private final String title;
    private final Map<String, @Nullable Object> model = new HashMap<>();
    private final List<String> scripts = new ArrayList<>();
    private @Nullable Caller caller;
    private @Nullable Seat seat;
    private @Nullable Section section;
    private @Nullable Flash flash;
    private boolean wide;
    private boolean unkept;

    private Page(String view, String title) {
        this.view = view;
        this.title = title;
    }

    /**
     * A page.
     *
     * @param view the template without {@code views/} and {@code .html}: {@code fund/tables}
     * @param title what the window and the bookmark are called, without the fund's name
     */
    public static Page of(String view, String title) {
        return new Page(view, title);
    }

    /**
     * A page with a form, which says what is wrong with it.
     *
     * @param title as above; a window in which something is wrong says so first, as screen readers read it first
     * @param errors what the template reaches as {@code errors}
     */
    public static Page of(String view, String title, List<FieldError> errors) {
        return new Page(view, (errors.isEmpty() ? "" : "Erreur\u00a0: ") + title).with("errors", errors);
    }

    /** For whom: needed wherever the page has a form or the header of someone who is signed in. */
    public Page by(Caller caller) {
        this.caller = caller;
        return this;
    }

    /** In which fund and part of its navigation. */
    public Page in(Seat seat, Section section) {
        this.seat = seat;
        this.section = section;
        return this;
    }

    /** Gives the template something by name. */
    public Page with(String name, @Nullable Object value) {
        model.put(name, value);
        return this;
    }

    /** What the template was given by that name; null for nothing. */
    public @Nullable Object given(String name) {
        return model.get(name);
    }

    /** Lets the page take the whole width of a large screen: for tables with many columns. */
    public Page wide() {
        wide = true;
        return this;
    }

    /** Has browsers keep no copy of it, for their Back button neither: it is about somebody's health. */
    public Page unkept() {
        unkept = true;
        return this;
    }

    /** Loads an ES module of ours, such as {@code /static/editor.js}. */
    public Page script(String address) {
        scripts.add(address);
        return this;
    }

    /** Says something first, on this page itself; what the previous one left to say is said otherwise. */
    public Page saying(Flash flash) {
        this.flash = flash;
        return this;
    }

    String view() {
        return view;
    }

    Map<String, @Nullable Object> model() {
        return model;
    }

    @Nullable
    Caller caller() {
        return caller;
    }

    /** What the window is called: the page, the fund, Cabas. */
    public String windowTitle() {
        return title + (seat == null ? "" : " – " + seat.fundName()) + " – Cabas";
    }

    /** The title alone. */
    public String title() {
        return title;
    }

    /** Whoever is signed in, as far as the page was told. */
    public @Nullable Visitor visitor() {
        return caller instanceof Visitor visitor ? visitor : null;
    }

    /** The visitor's place in the fund of the page. */
    public @Nullable Seat seat() {
        return seat;
    }

    /** What is said first. */
    public @Nullable Flash flash() {
        return flash;
    }

    /** Whether it takes the whole width. */
    public boolean isWide() {
        return wide;
    }

    /** Whether browsers may keep no copy of it. */
    boolean isUnkept() {
        return unkept;
    }

    /** Our own modules. */
    public List<String> scripts() {
        return scripts;
    }

    /** A token for the field {@code csrf}; null where the page was not told for whom it is, and so can have no form. */
    public @Nullable String csrf() {
        return caller == null ? null : caller.forms().token();
    }

    /** {@code true} for {@code aria-invalid} where a field has an error, and null, which leaves the attribute out, otherwise. */
    public @Nullable String wrong(List<FieldError> errors, String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field)) ? "true" : null;
    }

    /**
     * What goes into {@code aria-describedby}: the field's help, and its error where it has one.
     *
     * @param help the id of the help; null for none
     */
    public @Nullable String describedBy(List<FieldError> errors, String field, @Nullable String help) {
        var ids = new ArrayList<String>();
        if (help != null) {
            ids.add(help);
        }
        if (wrong(errors, field) != null) {
            ids.add(field + "-error");
        }
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** What htmx sends with every request of the page, as JSON; null where the page has no token. */
    public @Nullable String headers() {
        return caller == null
                ? null
                : "{\"" + CallerFilter.TOKEN_HEADER + "\": \"" + caller.forms().token() + "\"}";
    }

    /** The navigation of the fund, as far as the visitor may go. */
    public List<Link> navigation() {
        var here = seat;
        return here == null
                ? List.of()
                : Arrays.stream(Section.values())
                        .filter(each -> each.isFor(here))
                        .map(each -> new Link(each.label(), each.address(here.fund()), each == section))
                        .toList();
    }

    /**
     * A link of the navigation.
     *
     * @param current whether it leads to the part in which the page is
     */
    public record Link(String label, String address, boolean current) {}
}
