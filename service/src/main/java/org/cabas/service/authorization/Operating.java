package org.cabas.service.authorization;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Reason;
import org.cabas.service.access.Gateway;
import org.cabas.service.authorization.Authorizing.Reply;
import org.cabas.service.authorization.Keys.Key;
import org.cabas.service.authorization.Movements.Moved;
import org.cabas.service.database.Transactions;
import org.cabas.service.problem.Problem;
import org.cabas.service.problem.Problem.Fault;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of authorized money: captured, released, expired or refunded. Whatever is done to an authorization is done under
 * the lock of its household's account, so that of two operations the second sees what the first did.
 */
@Singleton
class Operating {
    private final Transactions transactions;
    private final Directory directory;
    private final Movements movements;
    private final Keys keys;
    private final Authorizations authorizations;
    private final Clock clock;
    private final InProgress inProgress = new InProgress();

    Operating(
            Transactions transactions,
            Directory directory,
            Movements movements,
            Keys keys,
            Authorizations authorizations,
            Clock clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.movements = movements;
        this.keys = keys;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    /** What is asked of an authorization. Its JSON is its canonical form. */
    sealed interface Request {

        /** Takes held money; a last capture releases the rest. */
        record Capture(long amount, boolean last) implements Request {}

        /** Releases what is held. */
        record Reversal() implements Request {}

        /**
         * Gives captured money back.
         *
         * @param lines cents by line id; empty for a refund of the total, taken from the last line backwards
         */
        record Refund(long amount, Map<String, Long> lines) implements Request {
            public Refund {
                // In one order whatever the JVM: the canonical form must be the same tomorrow.
                lines = Collections.unmodifiableMap(new TreeMap<>(lines));
            }
        }

        /** The operation's name, as keys and operations are stored. */
        default String kind() {
            return switch (this) {
                case Capture capture -> "capture";
                case Reversal reversal -> "reversal";
                case Refund refund -> "refund";
            };
        }
    }

    /** What an operation does, or why it does nothing. */
    private sealed interface Outcome {
        record Done(Moved moved, String status, long amount) implements Outcome {}

        record Refused(Reason reason, long limit, long left) implements Outcome {}
    }

    /** Does what is asked under the caller's own key, or gives what was answered under it before. */
    Reply operate(Gateway gateway, String key, String authorization, Request request, Locale language) {
        var claimed = Key.of(gateway.id(), key, request.kind(), authorization, Answers.bytes(request));
        return inProgress.alone(gateway.id() + "/" + key, () -> {
            try {
                return new Reply(
                        transactions.run(c -> done(c, gateway, claimed, authorization, request, language)), false);
            } catch (Keys.Taken taken) {
                var stored = keys.find(gateway.id(), key).orElseThrow(() -> new ProblemFound(Kind.IN_PROGRESS));
                return new Reply(stored.replay(claimed), true);
            }
        });
    }

    private byte[] done(Connection connection, Gateway gateway, Key key, String id, Request request, Locale language)
            throws SQLException {
        var now = clock.instant();
        var before = locked(connection, gateway, id);
        var outcome = switch (request) {
            case Request.Capture capture -> capture(connection, before, capture, now);
            case Request.Reversal reversal -> reverse(connection, before, now);
            case Request.Refund refund -> refund(connection, before, refund, now);
        };
        var body = Answers.bytes(answer(before, outcome, language));
        keys.store(connection, key, id, body, now);
        return body;
    }

    /** The authorization under its account's lock; a caller knows only its own. */
    private Authorization locked(Connection connection, Gateway gateway, String id) throws SQLException {
        var seen = authorizations
                .find(connection, id)
                .filter(found -> found.gateway().equals(gateway.id()))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        return movements.locked(connection, seen);
    }

    private Outcome capture(Connection connection, Authorization held, Request.Capture capture, Instant now)
            throws SQLException {
        var refused = notOpen(held, now);
        if (refused != null) {
            return new Outcome.Refused(refused, held.approved(), held.open());
        }
        if (capture.amount() > held.open()) {
            return new Outcome.Refused(Reason.EXCEEDS_AUTHORIZED, held.approved(), held.open());
        }
        var moved = movements.capture(connection, held, capture.amount(), capture.last(), now);
        return new Outcome.Done(moved, "captured", capture.amount());
    }

    private Outcome reverse(Connection connection, Authorization held, Instant now) throws SQLException {
        if (held.approved() > 0) {
            var refused = notOpen(held, now);
            if (refused != null) {
                return new Outcome.Refused(refused, held.approved(), held.open());
            }
        }
        return new Outcome.Done(movements.reverse(connection, held, now), "reversed", held.open());
    }

    private Outcome refund(Connection connection, Authorization held, Request.Refund refund, Instant now)
            throws SQLException {
        var left = held.captured() - held.refunded();
        if (refund.amount() > left) {
            return new Outcome.Refused(Reason.EXCEEDS_CAPTURED, held.captured(), left);
        }
        var refundable = movements.refundable(connection, held);
        var lines = refund.lines().isEmpty()
                ? Movements.fromTheLast(refundable, refund.amount())
                : byLine(connection, held, refund.lines());
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i) > refundable.get(i)) {
                return new Outcome.Refused(Reason.EXCEEDS_CAPTURED, lines.get(i), refundable.get(i));
            }
        }
        return new Outcome.Done(
                movements.refund(connection, held, refund.amount(), lines, now), "refunded", refund.amount());
    }

    /**
     * Undoes a purchase whose caller never learnt its outcome: what is held is released, and what was taken at once is given
     * back. What the caller captured in a call of its own stays captured: it knew of that.
     *
     * @return the authorization after it and the cents given back, or the reason why nothing is undone
     */
    Undoing undo(Connection connection, Authorization seen, boolean takenAtOnce, Instant now) throws SQLException {
        var held = movements.locked(connection, seen);
        if (held.approved() == 0) {
            return new Undoing(held, 0, 0, null);
        }
        if (takenAtOnce) {
            var left = held.captured() - held.refunded();
            if (left == 0) {
                return new Undoing(held, 0, 0, Reason.ALREADY_REVERSED);
            }
            var lines = Movements.fromTheLast(movements.refundable(connection, held), left);
            return new Undoing(
                    movements.refund(connection, held, left, lines, now).after(), 0, left, null);
        }
        var refused = notOpen(held, now);
        if (refused != null) {
            return new Undoing(held, 0, 0, refused);
        }
        return new Undoing(movements.reverse(connection, held, now).after(), held.open(), 0, null);
    }

    /** What {@link #undo} did, in cents. */
    record Undoing(
            Authorization after,
            long released,
            long refunded,
            @Nullable Reason refused) {}

    /** Ends the reservation if its time is over; false where something else ended it first. */
    boolean expire(Connection connection, String id, Instant now) throws SQLException {
        var held =
                movements.locked(connection, authorizations.find(connection, id).orElseThrow());
        if (held.closed() || held.expiresAt() == null || held.expiresAt().isAfter(now)) {
            return false;
        }
        movements.expire(connection, held, now);
        return true;
    }

    /** Why nothing can be captured or released any more; null where something can. */
    private static @Nullable Reason notOpen(Authorization held, Instant now) {
        if (held.closed()) {
            if (held.expired() > 0) {
                return Reason.HOLD_EXPIRED;
            }
            return held.captured() > 0 ? Reason.ALREADY_CAPTURED : closedWithoutCapture(held);
        }
        return held.expiresAt() != null && !held.expiresAt().isAfter(now) ? Reason.HOLD_EXPIRED : null;
    }

    private static Reason closedWithoutCapture(Authorization held) {
        return held.approved() == 0 ? Reason.EXCEEDS_AUTHORIZED : Reason.ALREADY_REVERSED;
    }

    /** The cents of each line, by the ids of the stored request; a problem that names every line it doesn't have. */
    private List<Long> byLine(Connection connection, Authorization held, Map<String, Long> amounts)
            throws SQLException {
        var ids = authorizations.request(connection, held.id()).lines().stream()
                .map(Purchase.Line::id)
                .toList();
        var unknown = amounts.keySet().stream()
                .filter(id -> !ids.contains(id))
                .sorted()
                .map(id -> new Fault("/lines", "no_such_line", List.of(id)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemFound(new Problem(Kind.MALFORMED, unknown, null));
        }
        return ids.stream().map(id -> amounts.getOrDefault(id, 0L)).toList();
    }

    private Answers.Operated answer(Authorization before, Outcome outcome, Locale language) {
        var currency = directory.fund(before.fund()).orElseThrow().currency();
        return switch (outcome) {
            case Outcome.Done(Moved(var id, var after), var status, var amount) ->
                new Answers.Operated(
                        id,
                        after.id(),
                        status,
                        amount,
                        after.captured(),
                        after.open(),
                        after.refunded(),
                        currency,
                        List.of());
            case Outcome.Refused(var reason, var limit, var left) ->
                new Answers.Operated(
                        null,
                        before.id(),
                        "declined",
                        0,
                        before.captured(),
                        before.open(),
                        before.refunded(),
                        currency,
                        List.of(Answers.told(language, Given.of(reason, limit, left))));
        };
    }
}
