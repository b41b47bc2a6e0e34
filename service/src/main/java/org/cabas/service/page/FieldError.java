package org.cabas.service.page;

/**
 * What is wrong with a field of a form, shown beside it and in the summary at the top.
 *
 * @param field the {@code id} of the field
 * @param text one French sentence that says how to put it right
 */
public record FieldError(String field, String text) {}
