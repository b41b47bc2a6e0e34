package org.cabas.service.casefile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * The form by which people do one task of a process: a part of a page, and what happens when it is sent. The part holds the fields
 * alone; the page of the file puts form, token and button around them. It reaches
 * <ul>
 *   <li>{@code form}: what {@link #model} tells, {@code ${form.day}};
 *   <li>{@code typed}: the {@link FormFields} typed so far, {@code ${typed.text('day')}}, {@code ${typed.has('choice', 'yes')}};
 *   <li>{@code errors}: what is wrong with them, for {@code page/parts :: error(${errors}, 'day')};
 *   <li>{@code file}, {@code page} and {@code french}.
 * </ul>
 * Several forms may stand on one page: the ids of fields begin with something of their own.
 */
public interface TaskForm {

    /** The element of the diagram. */
    String element();

    /** The template of the form's fields, as Thymeleaf names a part: {@code enrollment/forms :: interview}. */
    String view();

    /** What the button says: a verb. */
    default String verb() {
        return "Enregistrer";
    }

    /** What the template tells, by name. */
    Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException;

    /**
     * Reads what was sent and, where nothing is wrong with it, has its effect; otherwise changes nothing. It closes no file and drops
     * no task: the step of the process that follows does.
     *
     * @param file locked and open
     */
    Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException;

    /** Whether what is typed may be kept before it is sent: not where it is an income or a quotient. Of a confidential file it is sealed. */
    default boolean keepsWhatIsTyped() {
        return true;
    }

    /** What became of a form that was sent. */
    sealed interface Filled {

        /**
         * The task is done.
         *
         * @param variables which way the file goes; no personal data
         * @param event what the timeline says, a key of the feature's messages
         * @param detail what that sentence leaves open; no income, nothing of health
         */
        record Done(Map<String, Object> variables, String event, String detail) implements Filled {}

        /** Everything that is wrong, each at its field. */
        record Wrong(List<FieldError> problems) implements Filled {}
    }
}
