package org.cabas.service.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that lead to a page of ours, whatever someone wrote into a link. */
public final class LocalAddress {
    /** A path of plain characters, optionally with a query: no host, no scheme, nothing a browser would repair into one. */
    private static final Pattern SHAPE =
            Pattern.compile("/(?:[A-Za-z0-9_.~%-]+(?:/[A-Za-z0-9_.~%-]+)*/?)?(?:\\?[A-Za-z0-9_.~%=&+-]*)?");

    private static final int LONGEST = 500;

    private LocalAddress() {}

    /** The address where it is one of ours, and otherwise the home of all funds. */
    public static String orHome(@Nullable String address) {
        return address != null
                        && address.length() <= LONGEST
                        && SHAPE.matcher(address).matches()
                ? address
                : "/";
    }
}
