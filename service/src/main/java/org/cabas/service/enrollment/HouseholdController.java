package org.cabas.service.enrollment;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.cabas.workflows.enrollment.Enrollment;

/** What may happen to a household at any moment: its card is lost, it leaves; and the guide, which it asks in confidence. */
@Controller("/caisses/{fund}/dossiers/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class HouseholdController {
    private final CaseFiles caseFiles;
    private final Applications applications;
    private final HouseholdCards cards;
    private final Leaving leaving;
    private final ContributionGuide guide;
    private final Transactions transactions;
    private final Pages pages;

    HouseholdController(
            CaseFiles caseFiles,
            Applications applications,
            HouseholdCards cards,
            Leaving leaving,
            ContributionGuide guide,
            Transactions transactions,
            Pages pages) {
        this.caseFiles = caseFiles;
        this.applications = applications;
        this.cards = cards;
        this.leaving = leaving;
        this.guide = guide;
        this.transactions = transactions;
        this.pages = pages;
    }

    @Post("/carte-perdue")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> lose(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        visitor.require(fund, Right.WORK_ON_ENROLLMENTS);
        var lost = transactions.run(c -> {
            var file = locked(c, fund, id);
            return file.isOpen() && cards.lose(c, file, visitor.id());
        });
        return pages.redirect(
                visitor,
                address(fund, id),
                lost
                        ? Flash.done(
                                "La carte est bloquée. Une nouvelle carte est prête\u00a0: il reste à la remettre.")
                        : Flash.refused("Ce foyer n’a pas de carte qui paie\u00a0: il n’y avait rien à bloquer."));
    }

    @Post("/depart")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> leave(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        visitor.require(fund, Right.WORK_ON_ENROLLMENTS);
        var left = transactions.run(c -> {
            var file = locked(c, fund, id);
            if (file.isOpen()) {
                leaving.leaveNow(c, file, visitor.id());
            }
            return file.isOpen();
        });
        return pages.redirect(
                visitor,
                address(fund, id),
                left
                        ? Flash.done("Le départ est noté\u00a0: le dossier est clos.")
                        : Flash.refused("Ce dossier était déjà clos."));
    }

    /** What the guide proposes; nothing of what is asked is kept, and nobody keeps the answer either. */
    @Post("/contribution/reperes")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> guide(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        visitor.require(fund, Right.WORK_ON_ENROLLMENTS);
        var typed = FormFields.of(form);
        var filling = EnrollmentWording.filling(typed);
        var sentence = transactions.run(c -> {
            locked(c, fund, id);
            return guide.sentence(FundRules.of(c, fund), applications.of(c, id).told(), typed, filling);
        });
        var page = Page.of("enrollment/forms", "Repère")
                .by(visitor)
                .with("sentence", sentence)
                .with("errors", filling.problems());
        var answer = pages.part(page, "guide");
        answer.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        return answer;
    }

    private CaseFile locked(Connection connection, String fund, String id) throws SQLException {
        return caseFiles
                .lock(connection, id)
                .filter(file -> file.fundId().equals(fund) && file.process().equals(Enrollment.PROCESS))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private static String address(String fund, String id) {
        return "/caisses/" + fund + "/dossiers/" + id;
    }
}
