package org.cabas.service.authorization;

import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.cabas.service.authorization.Operating.Request;
import org.cabas.service.problem.Body;
import org.cabas.service.problem.Problem.Fault;

/** Reads captures, reversals, refunds and cancellations, with every fault of a body at once. */
final class OperationReader {
    private static final int LONGEST_ID = 64;
    private static final byte[] NOTHING = {'{', '}'};
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private OperationReader() {}

    /** {@code {"amount": 1200, "final": true}}; without {@code final} more may be captured later. */
    static Request capture(byte[] bytes, List<Fault> others) {
        var body = Body.of(bytes, others);
        var amount = body.cents("amount", 1);
        var last = body.flag("final", false);
        body.end();
        return new Request.Capture(amount, last);
    }

    /** An empty object, or nothing at all. */
    static Request reversal(byte[] bytes, List<Fault> others) {
        Body.of(bytes.length == 0 ? NOTHING : bytes, others).end();
        return new Request.Reversal();
    }

    /** {@code {"amount": 1200}}, or {@code {"lines": [{"id": "2", "amount": 300}]}} with or without their sum. */
    static Request refund(byte[] bytes, List<Fault> others) {
        var body = Body.of(bytes, others);
        var amounts = new HashMap<String, Long>();
        var sum = 0L;
        var lines = body.objects("lines", PurchaseReader.MOST_LINES);
        for (var line : lines) {
            var id = line.text("id", LONGEST_ID, VISIBLE, "not_an_id");
            var amount = line.cents("amount", 1);
            if (!id.isEmpty() && amounts.put(id, amount) != null) {
                line.fault("id", "line_twice", id);
            }
            sum += amount;
        }
        var total = sum;
        if (!body.has("lines") || body.has("amount")) {
            total = body.cents("amount", 1);
        }
        var addable = !body.isFaulty("amount")
                && lines.size() == body.size("lines")
                && lines.stream().noneMatch(line -> line.isFaulty("amount"));
        if (!lines.isEmpty() && addable && total != sum) {
            body.fault("amount", "not_the_sum", total, sum);
        }
        body.end();
        return new Request.Refund(total, amounts);
    }

    /** {@code {"key": "…"}}: the caller's own key of the purchase to cancel. */
    static String cancelled(byte[] bytes) {
        var body = Body.of(bytes);
        var key = body.text("key", LONGEST_ID, VISIBLE, "not_a_key");
        body.end();
        return key;
    }
}
