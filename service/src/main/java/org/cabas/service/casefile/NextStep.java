package org.cabas.service.casefile;

import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.page.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done, as the page shows it.
 *
 * @param waitsFor who can do it, where the visitor can't; null where they can
 * @param template the file of its form and {@code fragment} the part of that; null where there is no form
 * @param kept what the page says of what was typed and not sent; empty for nothing
 */
public record NextStep(
        Task task,
        String name,
        String due,
        boolean late,
        @Nullable String waitsFor,
        @Nullable String doer,
        @Nullable String template,
        @Nullable String fragment,
        String verb,
        Map<String, @Nullable Object> model,
        FormFields typed,
        List<FieldError> errors,
        boolean keeps,
        String kept,
        FormFields postponed,
        List<FieldError> postponeErrors) {}
