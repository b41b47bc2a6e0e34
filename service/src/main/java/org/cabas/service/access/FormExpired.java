package org.cabas.service.access;

import java.util.List;

/** Ends a request that changes something and does not prove that its form was written for this caller; nothing was done. */
public class FormExpired extends RuntimeException {
    private final transient List<FormFields.Field> typed;
    private final boolean fromHere;

    FormExpired(List<FormFields.Field> typed, boolean fromHere) {
        super("the form is not of this session", null, false, false);
        this.typed = List.copyOf(typed);
        this.fromHere = fromHere;
    }

    /** What was typed, to be shown again so that it is not lost; no passwords. */
    public List<FormFields.Field> typed() {
        return typed;
    }

    /** Whether the browser says that one of our own pages sent it, so that what was typed is known to be the person's. */
    public boolean fromHere() {
        return fromHere;
    }
}
