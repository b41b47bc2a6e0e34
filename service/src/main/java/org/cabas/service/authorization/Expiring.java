package org.cabas.service.authorization;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Releases reservations whose time is over, each in a transaction of its own; any number of instances may run it. */
@Singleton
class Expiring {
    private static final int BATCH = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Expiring.class);

    private final Transactions transactions;
    private final Authorizations authorizations;
    private final Operating operating;
    private final Clock clock;

    Expiring(Transactions transactions, Authorizations authorizations, Operating operating, Clock clock) {
        this.transactions = transactions;
        this.authorizations = authorizations;
        this.operating = operating;
        this.clock = clock;
    }

    /** Releases all that is over now. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void expire() {
        try {
            var more = true;
            while (more) {
                more = expireBatch();
            }
        } catch (DatabaseAway e) {
            LOG.warn("reservations can't be released for now: {}", e.getMessage());
        }
    }

    /** Whether there may be more to release: a full batch of which something was released. */
    private boolean expireBatch() {
        var ended = transactions.run(connection -> authorizations.expiredBefore(connection, clock.instant(), BATCH));
        var released = 0;
        for (var id : ended) {
            released += expire(id) ? 1 : 0;
        }
        return ended.size() == BATCH && released > 0;
    }

    /** A reservation that can't be released is for people to look at, and no reason to hold the others. */
    private boolean expire(String id) {
        try {
            return transactions.run(connection -> operating.expire(connection, id, clock.instant()));
        } catch (IllegalStateException fault) {
            LOG.error("the reservation of {} can't be released", id, fault);
            return false;
        }
    }
}
