package org.cabas.service.casefile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.access.Right;
import org.cabas.service.engine.DrivenProcess;
import org.jspecify.annotations.Nullable;

/** What a feature says about files of its process, so that lists and pages of files know no feature: a bean of each. */
public interface CaseKind extends DrivenProcess {

    /** What a file of this kind is called, in French: « Adhésion ». */
    String label();

    /** Who sees its files. */
    Right toSee();

    /** The stages in French, by their words in the database, in the order in which files go through them. */
    Map<String, String> stages();

    /** The sentence of the timeline for an event of this kind; empty for a key that is not its own. */
    Optional<String> sentence(Timeline.Event event);

    /** The forms, one for each task of the diagram. */
    List<TaskForm> forms();

    /** What the page of a file shows of what the feature knows, a part of a template with what it tells; none for nothing. */
    Optional<Panel> panel(Connection connection, CaseFile file) throws SQLException;

    /** How somebody opens a new file by hand, as the list of files offers it; none where nobody does. */
    default Optional<Opening> opening(String fund) {
        return Optional.empty();
    }

    /** Where else people look at what files of this kind are about, as the list of files leads there. */
    default List<Opening> elsewhere(String fund) {
        return List.of();
    }

    /** How what people write about its files is kept where they are confidential; none for as it is written. */
    default Optional<Vault> vault() {
        return Optional.empty();
    }

    /** The id of the household that a file is about; none where it is about none, or that one is not in the fund yet. */
    default Optional<String> household(Connection connection, CaseFile file) throws SQLException {
        return Optional.empty();
    }

    /** A link to the form of a new file: what it says, and where it leads. */
    record Opening(String label, String address) {}

    /**
     * A part of the page of a file, which reaches what it tells as {@code panel}: {@code ${panel.points}}.
     *
     * @param view as Thymeleaf names a part: {@code enrollment/panel :: panel}
     */
    record Panel(String view, Map<String, @Nullable Object> model) {}

    /** The form of a task; empty for a task of an older version of the diagram. */
    default Optional<TaskForm> form(String element) {
        return forms().stream().filter(form -> form.element().equals(element)).findFirst();
    }
}
