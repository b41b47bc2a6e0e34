package org.cabas.service.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * A person's place in one fund.
 *
 * @param fund the fund's id
 * @param fundName what people call it
 * @param roles at least one
 */
public record Seat(String fund, String fundName, Set<Role> roles) {
    public Seat {
        roles = Set.copyOf(EnumSet.copyOf(roles));
    }

    /** Whether any of the roles has the right. */
    public boolean may(Right right) {
        return roles.stream().anyMatch(role -> role.rights().contains(right));
    }

    /** The same by the right's name, for templates. */
    public boolean may(String right) {
        return may(Right.valueOf(right));
    }

    /** An address below the fund's: {@code /tables}. */
    public String address(String path) {
        return "/caisses/" + fund + path;
    }

    /** The roles in French. */
    public String rolesInWords() {
        return Role.inWords(roles);
    }
}
