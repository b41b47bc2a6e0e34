package org.cabas.service.account;

import java.time.Instant;
import java.util.Set;
import org.cabas.service.access.Email;
import org.cabas.service.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * A link by which someone comes in: with an account that they make, or with a new password.
 *
 * @param person whose password it renews; null where it invites to join
 * @param roles what they will be in the fund; none where it renews a password
 * @param expiresAt after which it is worth nothing
 */
public record Invitation(
        String id,
        String fund,
        String fundName,
        @Nullable String person,
        Email email,
        String name,
        Set<Role> roles,
        Instant expiresAt) {
    public Invitation {
        roles = Set.copyOf(roles);
    }

    /** The roles in French. */
    public String rolesInWords() {
        return Role.inWords(roles);
    }

    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
