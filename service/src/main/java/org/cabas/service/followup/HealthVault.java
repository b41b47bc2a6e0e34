package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.Vault;
import org.cabas.service.followup.HealthKeys.Held;

/** Seals notes and documents of a follow-up by the person's own key: there are none before they consent, and none after they took it back. */
@Singleton
class HealthVault implements Vault {
    private final FollowUps followUps;
    private final HealthKeys keys;

    HealthVault(FollowUps followUps, HealthKeys keys) {
        this.followUps = followUps;
        this.keys = keys;
    }

    @Override
    public Optional<String> refusal(Connection connection, CaseFile file) throws SQLException {
        var followUp = followUps.of(connection, file.id());
        if (followUp.withdrawn()) {
            return Optional.of(FollowUpWording.say("refusal.withdrawn"));
        }
        if (!followUp.hasConsent()) {
            return Optional.of(FollowUpWording.say("refusal.no-consent"));
        }
        return switch (keys.of(connection, followUp.member())) {
            case Held.Own own -> Optional.empty();
            case Held.None none -> Optional.of(FollowUpWording.say("refusal.no-consent"));
            case Held.OutOfReach(var masterIsSet) ->
                Optional.of(FollowUpWording.say(masterIsSet ? "key.other" : "key.none"));
        };
    }

    @Override
    public byte[] seal(Connection connection, CaseFile file, String kind, byte[] plain) throws SQLException {
        if (keys.of(connection, followUps.of(connection, file.id()).member()) instanceof Held.Own(var key)) {
            return Envelope.seal(key, HealthRecords.about(file.id(), kind, ""), plain, HealthRecords.BLOCK);
        }
        throw new IllegalStateException("nothing may be written about " + file.id());
    }

    @Override
    public Optional<byte[]> unseal(Connection connection, CaseFile file, String kind, byte[] sealed)
            throws SQLException {
        return keys.of(connection, followUps.of(connection, file.id()).member()) instanceof Held.Own(var key)
                ? Envelope.open(key, HealthRecords.about(file.id(), kind, ""), sealed)
                : Optional.empty();
    }
}
