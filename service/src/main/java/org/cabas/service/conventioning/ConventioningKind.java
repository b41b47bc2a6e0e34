package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.access.Right;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseKind;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.page.Section;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.cabas.workflows.engine.Step;
import org.cabas.workflows.engine.Workflow;

/** The files of merchants that a fund conventions. */
@Singleton
class ConventioningKind implements CaseKind {
    private static final String EVENT = "event.";

    private final Course course;
    private final Overview overview;
    private final List<TaskForm> forms;

    ConventioningKind(
            Course course,
            Overview overview,
            CompleteForm complete,
            VisitForm visit,
            VoteForm vote,
            SignForm sign,
            RenewForm renew) {
        this.course = course;
        this.overview = overview;
        this.forms = List.of(complete, visit, vote, sign, renew);
    }

    @Override
    public Workflow workflow() {
        return ConventioningProcess.diagram();
    }

    @Override
    public List<Step<Connection>> steps() {
        return ConventioningProcess.steps(course);
    }

    @Override
    public String label() {
        return ConventioningWording.say("label");
    }

    @Override
    public Right toSee() {
        return Right.WORK_ON_CONVENTIONS;
    }

    @Override
    public Optional<Opening> opening(String fund) {
        return Optional.of(
                new Opening(ConventioningWording.say("opening"), Section.FILES.address(fund) + "/conventionnement"));
    }

    @Override
    public List<Opening> elsewhere(String fund) {
        return List.of(new Opening(ConventioningWording.say("places.heading"), PlacesController.address(fund)));
    }

    @Override
    public Map<String, String> stages() {
        return Stage.labels();
    }

    @Override
    public Optional<String> sentence(Timeline.Event event) {
        return ConventioningWording.find(EVENT + event.kind(), event.detail());
    }

    @Override
    public List<TaskForm> forms() {
        return forms;
    }

    @Override
    public Optional<Panel> panel(Connection connection, CaseFile file) throws SQLException {
        return Optional.of(overview.panel(connection, file));
    }
}
