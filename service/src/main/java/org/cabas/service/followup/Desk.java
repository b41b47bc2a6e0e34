package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.followup.HealthKeys.Held;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Filling;

/** What every form of a follow-up needs: the follow-up, its fund's day, and the person's key. */
@Singleton
class Desk {
    private final FollowUps followUps;
    private final HealthKeys keys;
    private final Clock clock;

    Desk(FollowUps followUps, HealthKeys keys, Clock clock) {
        this.followUps = followUps;
        this.keys = keys;
        this.clock = clock;
    }

    /** A follow-up that somebody has before them. */
    record Open(FollowUp followUp, FundRules fund, LocalDate today, Held held) {

        /** The first day of which this form may tell: nothing was asked before consent. */
        LocalDate since() {
            var consented = followUp.consentedOn();
            return consented == null ? today : consented;
        }

        /**
         * The person's key, for a form that writes down something of theirs; null where there is none, and then the form is told why.
         *
         * @param field at which it is told
         */
        javax.crypto.@org.jspecify.annotations.Nullable SecretKey key(Filling filling, String field) {
            if (!followUp.hasConsent()) {
                filling.wrong(field, "refusal.no-consent");
                return null;
            }
            return switch (held) {
                case Held.Own(var key) -> key;
                case Held.None none -> {
                    filling.wrong(field, "refusal.no-consent");
                    yield null;
                }
                case Held.OutOfReach(var masterIsSet) -> {
                    filling.wrong(field, masterIsSet ? "key.other" : "key.none");
                    yield null;
                }
            };
        }
    }

    Open open(Connection connection, CaseFile file) throws SQLException {
        var followUp = followUps.of(connection, file.id());
        var fund = FundRules.of(connection, file.fundId());
        return new Open(followUp, fund, fund.day(clock.instant()), keys.of(connection, followUp.member()));
    }
}
