package org.cabas.service.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change of state and the money that it moves; written once, then only sealed.
 *
 * @param account the household account it concerns, if any
 * @param balanceChange cents that the account gains, negative where it loses; what the transfers move of it
 * @param reservedChange cents more, or less, that are held on the account
 * @param transfers the money that moves, possibly none
 */
public record JournalLine(
        String fund,
        Kind kind,
        @Nullable Long account,
        @Nullable String authorization,
        @Nullable String operation,
        long balanceChange,
        long reservedChange,
        Instant recordedAt,
        List<Transfer> transfers) {

    public JournalLine {
        transfers = List.copyOf(transfers);
        var moved = 0L;
        for (var transfer : transfers) {
            if (account != null && transfer.credited() == account) {
                moved = Math.addExact(moved, transfer.amount());
            }
            if (account != null && transfer.debited() == account) {
                moved = Math.subtractExact(moved, transfer.amount());
            }
        }
        if (moved != balanceChange) {
            throw new IllegalArgumentException("transfers move " + moved + ", not " + balanceChange);
        }
    }

    /** What changed. */
    public enum Kind {
        FUNDED,
        ALLOCATED,
        /** Held, to be captured later. */
        AUTHORIZED,
        /** Authorized and captured at once. */
        PURCHASED,
        DECLINED,
        CAPTURED,
        REVERSED,
        REFUNDED,
        EXPIRED;

        /** The name as stored and told. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Money that leaves one account and reaches another, of the same fund.
     *
     * @param debited the account it leaves
     * @param credited the account it reaches
     * @param amount cents, positive
     */
    public record Transfer(long debited, long credited, long amount) {
        public Transfer {
            if (amount <= 0 || debited == credited) {
                throw new IllegalArgumentException(amount + " from " + debited + " to " + credited);
            }
        }
    }
}
