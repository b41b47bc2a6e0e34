package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.util.List;
import org.cabas.service.access.FormFields;
import org.cabas.service.fund.Fund;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.cabas.service.publicform.PublicForm;

/** A candidacy that a merchant makes by itself, where the fund lets it. */
@Singleton
class PublicCandidacy extends PublicForm {
    private static final Way COMMERCANT = new Way("commercant", "cand_name", """
            select 1 from fund_conventioning k join fund f on f.id = k.fund_id
            where k.fund_id = ? and k.merchants_may_apply and f.status = 'OPEN'""", """
            insert into fund_conventioning (fund_id, merchants_may_apply) values (?, ?)
            on duplicate key update merchants_may_apply = value(merchants_may_apply)""", ConventioningWording.SENTENCES);

    private final Receiving receiving;

    PublicCandidacy(Means means, Receiving receiving) {
        super(means, COMMERCANT);
        this.receiving = receiving;
    }

    @Override
    protected Page page(Fund fund, FormFields typed, List<FieldError> errors) {
        var heading = ConventioningWording.say("public.link");
        var page = Page.of("conventioning/new", heading + " – " + fund.name(), errors)
                .with("heading", heading)
                .with("back", null)
                .with("fund", fund)
                .with("address", address(fund.id()));
        return receiving.on(page, fund.id(), typed);
    }

    @Override
    protected Received receive(Fund fund, FormFields typed) {
        return switch (receiving.receive(fund.id(), Channel.MERCHANT, typed, null)) {
            case Receiving.Received.Opened(var candidacy) -> new Received.Opened(candidacy.reference());
            case Receiving.Received.Wrong(var problems) -> new Received.Wrong(problems);
        };
    }
}
