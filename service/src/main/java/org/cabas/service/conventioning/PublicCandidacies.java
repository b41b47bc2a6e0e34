package org.cabas.service.conventioning;

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

/** Which funds let merchants apply by themselves, on a page for everyone, and how often one may try from one place. */
@Singleton
class PublicCandidacies implements FundSetting, PublicLink {
    /** A market has one address for all its stalls, and each applies once. */
    static final int MOST_FROM_ONE_PLACE = 20;

    private final Transactions transactions;
    private final Audit audit;
    private final TriesFromOnePlace tries = new TriesFromOnePlace(MOST_FROM_ONE_PLACE);

    PublicCandidacies(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Whether merchants may apply by themselves: where the fund says so, and is open. */
    boolean areOpen(String fund) {
        return transactions.run(c -> {
            try (var query = c.prepareStatement("""
                    select 1 from fund_conventioning k join fund f on f.id = k.fund_id
                    where k.fund_id = ? and k.merchants_may_apply and f.status = 'OPEN'""")) {
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
                    insert into fund_conventioning (fund_id, merchants_may_apply) values (?, ?)
                    on duplicate key update merchants_may_apply = value(merchants_may_apply)""")) {
                insert.setString(1, fund);
                insert.setBoolean(2, open);
                insert.executeUpdate();
            }
            audit.record(
                    c,
                    Deed.of(Action.SETTINGS_CHANGED, ConventioningWording.say("setting.public"))
                            .in(fund)
                            .by(visitor)
                            .with(ConventioningWording.say(open ? "setting.opened" : "setting.closed")));
            return open;
        });
    }

    /** Counts a try from a place; false where there were too many lately. */
    boolean mayTry(String fund, String address) {
        return tries.mayTry(fund, address);
    }

    @Override
    public State of(String fund) {
        var open = areOpen(fund);
        return new State(
                ConventioningWording.say("public.heading"),
                ConventioningWording.say(open ? "public.open" : "public.closed"),
                open,
                "/caisses/" + fund + "/candidatures-publiques",
                ConventioningWording.say(open ? "public.close-it" : "public.open-it"),
                open ? address(fund) : "");
    }

    @Override
    public Optional<Link> link(String fund) {
        return areOpen(fund)
                ? Optional.of(new Link(ConventioningWording.say("public.link"), address(fund)))
                : Optional.empty();
    }

    static String address(String fund) {
        return "/public/" + fund + "/commercant";
    }
}
