package org.cabas.service.publicform;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.account.FundSetting;
import org.cabas.service.account.TriesFromOnePlace;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.language.Sentences;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.cabas.service.page.PublicLink;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/**
 * A form for everyone, by which people who have no account open a file, where their fund lets them: a bean of each feature that has
 * one. Its sentences are the feature's: {@code public.heading}, {@code .audit}, {@code .audit.open}, {@code .audit.closed}, {@code .link}, {@code .open}, {@code .closed},
 * {@code .open-it}, {@code .close-it}, {@code .opened}, {@code .was-closed}, {@code .often}, {@code .received} and
 * {@code .received.next}.
 */
public abstract class PublicForm implements FundSetting, PublicLink {
    /** A village hall or a market shares one address, and each household or stall applies once. */
    public static final int MOST_FROM_ONE_PLACE = 20;

    private final Means means;
    private final Way way;
    private final TriesFromOnePlace tries = new TriesFromOnePlace(MOST_FROM_ONE_PLACE);

    protected PublicForm(Means means, Way way) {
        this.means = means;
        this.way = way;
    }

    /** What every such form works with. */
    @Singleton
    public record Means(Transactions transactions, Funds funds, Audit audit) {}

    /**
     * What makes one differ from another.
     *
     * @param name the last part of its address: {@code demande}
     * @param first its first field
     * @param asks the query that finds a row where a fund, {@code ?}, has it open
     * @param opens the statement that has a fund, the first {@code ?}, have it open, where the second is true
     */
    public record Way(String name, String first, String asks, String opens, Sentences sentences) {}

    /** The page of a form without its reader. */
    protected abstract Page page(Fund fund, FormFields typed, List<FieldError> errors);

    /** Receives it. */
    protected abstract Received receive(Fund fund, FormFields typed);

    /** What became of it. */
    public sealed interface Received {

        /**
         * A file is open.
         *
         * @param reference the number to quote
         */
        record Opened(String reference) implements Received {}

        /** Everything that is wrong, each at its field. */
        record Wrong(List<FieldError> problems) implements Received {}
    }

    final String name() {
        return way.name();
    }

    final String say(String key) {
        return way.sentences().say("public." + key);
    }

    /** Its address in a fund. */
    protected final String address(String fund) {
        return "/public/" + fund + "/" + name();
    }

    /** What is told to who tries too often. */
    final List<FieldError> often() {
        return List.of(new FieldError(way.first(), say("often")));
    }

    /** Whether people may send it: where the fund says so, and is open. */
    public final boolean isOpen(String fund) {
        return means.transactions().run(c -> {
            try (var query = c.prepareStatement(way.asks())) {
                query.setString(1, fund);
                try (var rows = query.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /**
     * The fund whose form it is.
     *
     * @throws ProblemFound not found where it is not open
     */
    final Fund open(String fund) {
        return Optional.of(fund)
                .filter(this::isOpen)
                .flatMap(means.funds()::findById)
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    /** Opens or closes it in a fund. */
    final void set(String fund, boolean open, Visitor visitor) {
        means.transactions().run(c -> {
            try (var change = c.prepareStatement(way.opens())) {
                change.setString(1, fund);
                change.setBoolean(2, open);
                change.executeUpdate();
            }
            means.audit()
                    .record(
                            c,
                            Deed.of(Action.SETTINGS_CHANGED, say("audit"))
                                    .in(fund)
                                    .by(visitor)
                                    .with(say(open ? "audit.open" : "audit.closed")));
            return open;
        });
    }

    /** Counts a try from a place; false where there were too many lately. */
    final boolean mayTry(String fund, String place) {
        return tries.mayTry(fund, place);
    }

    @Override
    public final Optional<Link> link(String fund) {
        return isOpen(fund) ? Optional.of(new Link(say("link"), address(fund))) : Optional.empty();
    }

    @Override
    public final State of(String fund) {
        var open = isOpen(fund);
        return new State(
                say("heading"),
                say(open ? "open" : "closed"),
                open,
                PublicFormController.setting(fund, name()),
                say(open ? "close-it" : "open-it"),
                open ? address(fund) : "");
    }
}
