package org.cabas.service.casefile;

import java.util.List;
import org.cabas.service.access.FormFields;
import org.cabas.service.page.FieldError;

/**
 * What was sent and has to be put right, to be shown again where it was typed.
 *
 * @param form which form: {@code task-12}, {@code postpone-12}, {@code note}, {@code care}, {@code document}
 */
record Again(String form, FormFields typed, List<FieldError> errors) {
    static final Again NOTHING = new Again("", FormFields.NONE, List.of());

    FormFields typed(String form) {
        return this.form.equals(form) ? typed : FormFields.NONE;
    }

    List<FieldError> errors(String form) {
        return this.form.equals(form) ? errors : List.of();
    }
}
