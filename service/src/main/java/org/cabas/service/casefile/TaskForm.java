package org.cabas.service.casefile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.FieldError;
import org.jspecify.annotations.Nullable;

/** The form by which people do one task of a process: a part of a page, and what happens when it is sent. */
public interface TaskForm {

    /** The element of the diagram. */
    String element();

    /** The template of the form's fields, as Thymeleaf names a part: {@code enrollment/forms :: interview}. */
    String view();

    /** What the template tells, by name. */
    Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException;

    /**
     * Reads what was sent and, where nothing is wrong with it, has its effect; otherwise changes nothing.
     *
     * @param file locked and open
     */
    Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException;

    /** Whether what is typed may be kept before it is sent: not where it is an income, a quotient or about health. */
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
