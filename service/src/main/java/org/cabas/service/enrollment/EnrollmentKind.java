package org.cabas.service.enrollment;

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
import org.cabas.workflows.engine.Step;
import org.cabas.workflows.engine.Workflow;
import org.cabas.workflows.enrollment.Enrollment;

/** The files of households that come in. */
@Singleton
class EnrollmentKind implements CaseKind {
    private static final String EVENT = "event.";

    private final Course course;
    private final Overview overview;
    private final Standings standings;
    private final List<TaskForm> forms;

    EnrollmentKind(
            Course course,
            Overview overview,
            Standings standings,
            CompleteForm complete,
            CompareForm compare,
            DecideForm decide,
            InterviewForm interview,
            ContributionForm contribution,
            HandOverForm handOver,
            WorkshopForm workshop,
            ReviewForm review,
            ReplaceForm replace) {
        this.course = course;
        this.overview = overview;
        this.standings = standings;
        this.forms = List.of(complete, compare, decide, interview, contribution, handOver, workshop, review, replace);
    }

    @Override
    public Workflow workflow() {
        return Enrollment.diagram();
    }

    @Override
    public List<Step<Connection>> steps() {
        return Enrollment.steps(course);
    }

    @Override
    public String label() {
        return EnrollmentWording.say("label");
    }

    @Override
    public Right toSee() {
        return Right.WORK_ON_ENROLLMENTS;
    }

    @Override
    public Optional<Opening> opening(String fund) {
        return Optional.of(new Opening(EnrollmentWording.say("opening"), Section.FILES.address(fund) + "/adhesion"));
    }

    @Override
    public Optional<String> household(Connection connection, CaseFile file) throws SQLException {
        return Optional.ofNullable(standings.of(connection, file.id()).household());
    }

    @Override
    public Map<String, String> stages() {
        return Stage.labels();
    }

    @Override
    public Optional<String> sentence(Timeline.Event event) {
        return EnrollmentWording.find(EVENT + event.kind(), event.detail());
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
