package org.cabas.service.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** People for tests that need no browser: nobody stores them. */
public final class Someone {
    private Someone() {}

    /** A person with a role in one fund. */
    public static Visitor in(String fund, String name, Role role) {
        return in(fund, "per_" + role.name().toLowerCase(Locale.ROOT), name, role);
    }

    /** The same, who is known by an id. */
    public static Visitor in(String fund, String id, String name, Role role) {
        var seats = List.of(new Seat(fund, fund, EnumSet.of(role)));
        return new Visitor(id, name, seats, new FormKey("secret"));
    }
}
