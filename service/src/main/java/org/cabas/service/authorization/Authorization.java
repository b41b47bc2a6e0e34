package org.cabas.service.authorization;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A recorded authorization and what became of its money; cents throughout.
 *
 * @param account the household's account; null where the card was unknown
 * @param merchantAccount null where nothing was approved
 * @param lines approved cents of each line
 * @param closed whether nothing more can be captured
 * @param expiresAt until when {@link #open} is held; null when nothing is
 */
record Authorization(
        String id,
        String gateway,
        String fund,
        @Nullable Long account,
        @Nullable Long merchantAccount,
        long approved,
        long captured,
        long released,
        long expired,
        long refunded,
        List<Long> lines,
        boolean closed,
        @Nullable Instant expiresAt) {

    Authorization {
        lines = List.copyOf(lines);
    }

    /** Cents that are still held. */
    long open() {
        return approved - captured - released - expired;
    }

    /** After a capture; a last one releases what is left, and so does one that leaves nothing. */
    Authorization withCapture(long amount, boolean last) {
        var rest = open() - amount;
        return after(captured + amount, released + (last ? rest : 0), expired, refunded, last || rest == 0);
    }

    /** After what is still held is released. */
    Authorization withReversal() {
        return after(captured, released + open(), expired, refunded, true);
    }

    /** After what is still held expired. */
    Authorization withExpiry() {
        return after(captured, released, expired + open(), refunded, true);
    }

    /** After captured money was given back. */
    Authorization withRefund(long amount) {
        return after(captured, released, expired, refunded + amount, closed);
    }

    private Authorization after(long nowCaptured, long nowReleased, long nowExpired, long nowRefunded, boolean ended) {
        return new Authorization(
                id,
                gateway,
                fund,
                account,
                merchantAccount,
                approved,
                nowCaptured,
                nowReleased,
                nowExpired,
                nowRefunded,
                lines,
                ended,
                ended ? null : expiresAt);
    }

    /** What each line has of the first {@code amount} cents, in order: cuts are taken from the last line backwards. */
    List<Long> firstCents(long amount) {
        var left = amount;
        var shares = new Long[lines.size()];
        for (var i = 0; i < shares.length; i++) {
            shares[i] = Math.min(left, lines.get(i));
            left -= shares[i];
        }
        return List.of(shares);
    }

    /** Cents a line as they are stored: a JSON array, which the checker can take apart in SQL. */
    static String joined(List<Long> amounts) {
        return amounts.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    /** Cents a line from how they are stored. */
    static List<Long> split(String stored) {
        var amounts = stored.substring(1, stored.length() - 1);
        return amounts.isEmpty()
                ? List.of()
                : Arrays.stream(amounts.split(",")).map(Long::valueOf).toList();
    }
}
