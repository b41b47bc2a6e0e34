package org.cabas.service.authorization;

import java.time.LocalDateTime;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.purchase.Deciding;
import org.cabas.rules.purchase.Purse;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a purchase before any lock, and decided without money.
 *
 * @param merchantAccount null where nothing will be paid
 * @param commitBy the deadline by the database's clock; null before the lock, and where there is no deadline
 */
record Prepared(
        Circumstances circumstances,
        @Nullable Policy policy,
        Deciding deciding,
        String fund,
        @Nullable Long merchantAccount,
        @Nullable LocalDateTime commitBy) {

    Prepared paying(long account) {
        return new Prepared(circumstances, policy, deciding, fund, account, commitBy);
    }

    Prepared with(Purse money, @Nullable LocalDateTime deadline) {
        return new Prepared(circumstances.with(money), policy, deciding, fund, merchantAccount, deadline);
    }
}
