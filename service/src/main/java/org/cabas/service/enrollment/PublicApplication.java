package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.util.List;
import org.cabas.service.access.FormFields;
import org.cabas.service.fund.Fund;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.cabas.service.publicform.PublicForm;

/** An application that a household makes by itself, where its fund lets it. */
@Singleton
class PublicApplication extends PublicForm {
    private static final List<Referral> BY_ITSELF = List.of(Referral.NONE);

    private static final Way DEMANDE = new Way("demande", "app_name", """
            select 1 from fund_enrollment e join fund f on f.id = e.fund_id
            where e.fund_id = ? and e.households_may_apply and f.status = 'OPEN'""", """
            insert into fund_enrollment (fund_id, households_may_apply) values (?, ?)
            on duplicate key update households_may_apply = value(households_may_apply)""", EnrollmentWording.SENTENCES);

    private final Intake intake;

    PublicApplication(Means means, Intake intake) {
        super(means, DEMANDE);
        this.intake = intake;
    }

    @Override
    protected Page page(Fund fund, FormFields typed, List<FieldError> errors) {
        var heading = EnrollmentWording.say("public.link");
        var page = Page.of("enrollment/new", heading + " – " + fund.name(), errors)
                .with("heading", heading)
                .with("back", null)
                .with("backTo", "")
                .with("fund", fund)
                .with("address", address(fund.id()));
        return intake.on(page, fund.id(), BY_ITSELF, typed);
    }

    @Override
    protected Received receive(Fund fund, FormFields typed) {
        return switch (intake.receive(fund.id(), Channel.HOUSEHOLD, BY_ITSELF, typed, null)) {
            case Intake.Received.Opened(var application) -> new Received.Opened(application.reference());
            case Intake.Received.Wrong(var problems) -> new Received.Wrong(problems);
        };
    }
}
