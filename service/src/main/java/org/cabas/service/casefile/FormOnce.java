package org.cabas.service.casefile;

import com.github.f4b6a3.ulid.UlidCreator;
import org.cabas.service.access.FormFields;
import org.cabas.service.page.Page;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** A form that opens one file however often it is sent: a hidden field tells one form from another. */
public final class FormOnce {
    /** The hidden field. */
    public static final String FIELD = "form_once";

    private static final int LONGEST = 64;

    private FormOnce() {}

    /** Gives a page the form's mark, as {@code once}: the one it was sent with, or a new one. */
    public static Page on(Page page, FormFields typed) {
        var mark = typed.text(FIELD);
        return page.with("once", mark.isEmpty() ? UlidCreator.getUlid().toString() : mark);
    }

    /**
     * The mark that a form was sent with.
     *
     * @throws ProblemFound malformed where a page of ours can't have sent it
     */
    public static String of(FormFields sent) {
        var mark = sent.text(FIELD);
        if (mark.isEmpty() || mark.length() > LONGEST || !mark.chars().allMatch(FormOnce::isPlain)) {
            throw new ProblemFound(Kind.MALFORMED);
        }
        return mark;
    }

    private static boolean isPlain(int character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }
}
