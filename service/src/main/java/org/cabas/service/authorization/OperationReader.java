package org.cabas.service.authorization;

import java.util.HashMap;
import java.util.regex.Pattern;
import org.cabas.service.authorization.Operating.Request;
import org.cabas.service.problem.Body;
import org.jspecify.annotations.Nullable;

/** Reads captures, reversals, refunds and cancellations, with every fault of a body at once. */
final class OperationReader {
    private static final int LONGEST_ID = 64;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private OperationReader() {}

    /** {@code {"amount": 1200, "final": true}}; without {@code final} more may be captured later. */
    static Request capture(byte @Nullable [] bytes) {
        var body = Body.of(bytes);
        var amount = body.cents("amount", 1);
        var last = body.flag("final", false);
        body.end();
        return new Request.Capture(amount, last);
    }

    /** An empty object, or nothing at all. */
    static Request reversal(byte @Nullable [] bytes) {
        if (bytes != null && bytes.length > 0) {
            Body.of(bytes).end();
        }
        return new Request.Reversal();
    }

    /** {@code {"amount": 1200}}, or {@code {"lines": [{"id": "2", "amount": 300}]}} with or without their sum. */
    static Request refund(byte @Nullable [] bytes) {
        var body = Body.of(bytes);
        var amounts = new HashMap<String, Long>();
        var sum = 0L;
        for (var line : body.objects("lines", PurchaseReader.MOST_LINES)) {
            var id = line.text("id", LONGEST_ID, VISIBLE, "not_an_id");
            var amount = line.cents("amount", 1);
            if (!id.isEmpty() && amounts.put(id, amount) != null) {
                line.fault("id", "line_twice", id);
            }
            sum += amount;
        }
        var total = sum;
        if (amounts.isEmpty() || body.has("amount")) {
            total = body.cents("amount", 1);
        }
        if (!amounts.isEmpty() && total != sum) {
            body.fault("amount", "not_the_sum", total, sum);
        }
        body.end();
        return new Request.Refund(total, amounts);
    }

    /** {@code {"key": "…"}}: the caller's own key of the purchase to cancel. */
    static String cancelled(byte @Nullable [] bytes) {
        var body = Body.of(bytes);
        var key = body.text("key", LONGEST_ID, VISIBLE, "not_a_key");
        body.end();
        return key;
    }
}
