package org.cabas.service.access;

import java.util.Set;

/**
 * A program that may call: a payment gateway or a till.
 *
 * @param funds the funds whose cards it may ask about
 * @param operations what it may do
 * @param ratePerSecond how many calls a second it may make, on one instance
 */
public record Gateway(String id, String name, Set<String> funds, Set<Operation> operations, int ratePerSecond) {
    public Gateway {
        funds = Set.copyOf(funds);
        operations = Set.copyOf(operations);
    }

    /** What a gateway may be allowed to do. */
    public enum Operation {
        AUTHORIZE,
        CAPTURE,
        REVERSE,
        REFUND,
        QUOTE,
        BALANCE,
        EVENTS;

        /** The name as stored and as written on the command line. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
