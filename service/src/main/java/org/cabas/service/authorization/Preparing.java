package org.cabas.service.authorization;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import org.cabas.service.access.Gateway;
import org.cabas.service.fund.Policies;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** Prepares a purchase for its decision: who pays, who sells, what, by which tables. */
@Singleton
class Preparing {
    private final Directory directory;
    private final Policies policies;

    Preparing(Directory directory, Policies policies) {
        this.directory = directory;
        this.policies = policies;
    }

    /**
     * What is known of a purchase, whether or not its caller has given it up meanwhile.
     *
     * @throws ProblemFound forbidden to a gateway without funds
     */
    Prepared prepare(Gateway gateway, Purchase purchase, boolean cancelled, Instant now) {
        if (gateway.funds().isEmpty()) {
            throw new ProblemFound(Kind.FORBIDDEN);
        }
        // A card of a fund that the gateway has nothing to do with is, for it, no card.
        var holder = directory
                .holder(purchase.card())
                .filter(known -> gateway.funds().contains(known.fund()))
                .orElse(null);
        var fund = holder == null
                ? null
                : directory.fund(holder.fund()).orElseThrow(() -> new IllegalStateException("a card without fund"));
        var seller = directory
                .seller(purchase.merchant())
                .filter(known -> gateway.funds().contains(known.merchant().fundId()))
                .orElse(null);
        var policy =
                fund == null ? null : policies.inForce(fund.rulebook(), now).orElse(null);
        var circumstances =
                new Circumstances(now, cancelled, fund, holder, seller, directory.items(purchase.lines()), null);
        var concerned =
                fund != null ? fund.id() : seller != null ? seller.merchant().fundId() : first(gateway.funds());
        return new Prepared(
                circumstances, policy, Assessing.assess(purchase, circumstances, policy), concerned, null, null);
    }

    /** The same with the account that is paid, which is opened for whom nothing was paid yet; unless nothing will be. */
    Prepared toPay(Gateway gateway, Purchase purchase, Instant now) {
        var assessed = prepare(gateway, purchase, false, now);
        var seller = assessed.circumstances().seller();
        return assessed.deciding().refused() || seller == null
                ? assessed
                : assessed.paying(directory.account(seller.merchant()));
    }

    private static String first(Set<String> funds) {
        return funds.stream().sorted().findFirst().orElseThrow();
    }
}
