package org.cabas.service.followup;

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
import org.cabas.service.casefile.Vault;
import org.cabas.workflows.engine.Step;
import org.cabas.workflows.engine.Workflow;
import org.cabas.workflows.followup.FollowUpProcess;

/** The files of people whose health is followed: nurses see them, and nobody else. */
@Singleton
class FollowUpKind implements CaseKind {
    private static final String EVENT = "event.";

    private final Course course;
    private final Overview overview;
    private final HealthVault vault;
    private final List<TaskForm> forms;

    FollowUpKind(
            Course course,
            Overview overview,
            HealthVault vault,
            ConsentForm consent,
            CheckUpForm checkUp,
            ContactForm contact,
            ActionsForm actions,
            EvaluateForm evaluate) {
        this.course = course;
        this.overview = overview;
        this.vault = vault;
        this.forms = List.of(consent, checkUp, contact, actions, evaluate);
    }

    @Override
    public Workflow workflow() {
        return FollowUpProcess.diagram();
    }

    @Override
    public List<Step<Connection>> steps() {
        return FollowUpProcess.steps(course);
    }

    @Override
    public String label() {
        return FollowUpWording.say("label");
    }

    @Override
    public Right toSee() {
        return Right.FOLLOW_HEALTH;
    }

    @Override
    public Map<String, String> stages() {
        return Stage.labels();
    }

    @Override
    public Optional<String> sentence(Timeline.Event event) {
        return FollowUpWording.find(EVENT + event.kind(), event.detail());
    }

    @Override
    public List<TaskForm> forms() {
        return forms;
    }

    @Override
    public Optional<Panel> panel(Connection connection, CaseFile file) throws SQLException {
        return Optional.of(overview.panel(connection, file));
    }

    @Override
    public Optional<Vault> vault() {
        return Optional.of(vault);
    }

    @Override
    public Optional<Opening> opening(String fund) {
        return Optional.of(new Opening(FollowUpWording.say("opening"), OfferController.address(fund)));
    }
}
