package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cabas.service.access.Visitor;
import org.cabas.service.account.FundSetting;
import org.cabas.service.account.TriesFromOnePlace;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.PublicLink;

/** Which funds let households apply by themselves, on a page for everyone, and how often one may try from one place. */
@Singleton
class PublicApplications implements FundSetting, PublicLink {
    /** A village hall shares one address, and a household applies once. */
    static final int MOST_FROM_ONE_PLACE = 20;

    private final Transactions transactions;
    private final Audit audit;
    private final TriesFromOnePlace tries = new TriesFromOnePlace(MOST_FROM_ONE_PLACE);

    PublicApplications(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Whether households may apply by themselves: where the fund says so, and is open. */
    boolean areOpen(String fund) {
        return transactions.run(c -> {
            try (var query = c.prepareStatement("""
                    select 1 from fund_enrollment e join fund f on f.id = e.fund_id
                    where e.fund_id = ? and e.households_may_apply and f.status = 'OPEN'""")) {
                query.setString(1, fund);
                try (var rows = query.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /** Opens or closes the page of a fund. */
    void set(String fund, boolean open, Visitor visitor) {
        transactions.run(c -> {
            try (var insert = c.prepareStatement("""
                    insert into fund_enrollment (fund_id, households_may_apply) values (?, ?)
                    on duplicate key update households_may_apply = value(households_may_apply)""")) {
                insert.setString(1, fund);
                insert.setBoolean(2, open);
                insert.executeUpdate();
            }
            audit.record(
                    c,
                    Deed.of(Action.SETTINGS_CHANGED, "les demandes des foyers")
                            .in(fund)
                            .by(visitor)
                            .with(open ? "ouvertes à tous" : "fermées"));
            return open;
        });
    }

    /** Counts a try from a place; false where there were too many lately. */
    boolean mayTry(String fund, String address) {
        return tries.mayTry(fund, address);
    }

    @Override
    public Optional<Link> link(String fund) {
        return areOpen(fund)
                ? Optional.of(new Link(EnrollmentWording.say("public.link"), "/public/" + fund + "/demande"))
                : Optional.empty();
    }

    @Override
    public State of(String fund) {
        var open = areOpen(fund);
        return new State(
                "Les demandes des foyers",
                EnrollmentWording.say(open ? "public.open" : "public.closed"),
                open,
                "/caisses/" + fund + "/demandes-publiques",
                EnrollmentWording.say(open ? "public.close-it" : "public.open-it"),
                open ? "/public/" + fund + "/demande" : "");
    }
}
