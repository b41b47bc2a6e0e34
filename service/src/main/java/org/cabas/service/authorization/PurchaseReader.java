package org.cabas.service.authorization;

import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.problem.Body;
import org.cabas.service.problem.Problem.Fault;
import org.cabas.service.product.Gtin;

/** Reads purchases, with every fault of a body at once. */
final class PurchaseReader {

    /** Lines of one basket: a month's shopping has about a hundred, and a decision must stay quick. */
    static final int MOST_LINES = 1000;

    private static final int LONGEST_ID = 64;
    private static final int MOST_LABELS = 50;
    private static final int LONGEST_LABEL = 100;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
    private static final Pattern SHOWN = Pattern.compile("[ -~]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,9}([.,][0-9]{1,4})?( ?[A-Za-z]{1,8})?");
    private static final Pattern FAMILY = Pattern.compile(Vocabulary.PRODUCT_FAMILIES.options().stream()
            .map(option -> Pattern.quote(option.code()))
            .collect(Collectors.joining("|")));
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private PurchaseReader() {}

    /**
     * The purchase that a body tells; a problem with all its faults otherwise. Whether it is of now is not among them, because
     * a purchase of long ago may be a retry of one that was on time.
     *
     * @param others faults of the request that are known already, such as those of its key
     */
    static Purchase read(byte[] bytes, List<Fault> others, Instant now) {
        var body = Body.of(bytes, others);
        var card = body.text("card", LONGEST_ID, VISIBLE, "not_an_id");
        var merchant = body.text("merchant", LONGEST_ID, VISIBLE, "not_an_id");
        var terminal = body.optionalText("terminal", LONGEST_ID, SHOWN, "not_an_id");
        var amount = body.cents("amount", 1);
        var currency = body.text("currency", 3, CURRENCY, "not_a_currency");
        if (!currency.isEmpty() && !CURRENCIES.contains(currency)) {
            body.fault("currency", "not_a_currency");
        }
        var occurredAt = body.instant("occurredAt", true);
        var deadline = body.instant("deadline", false);
        var partial = body.flag("partialApproval", false);
        var capture = body.optionalText("capture", 20, Pattern.compile("immediate|later"), "not_a_capture");
        var lines = lines(body, amount);
        body.add(Plausible.faults(occurredAt, deadline));
        body.end(() -> Plausible.faults(occurredAt, deadline, now));
        return new Purchase(
                card,
                merchant,
                terminal,
                amount,
                currency,
                Objects.requireNonNullElse(occurredAt, Instant.EPOCH),
                deadline,
                partial,
                "later".equals(capture),
                lines);
    }

    private static List<Purchase.Line> lines(Body body, long amount) {
        var ids = new HashSet<String>();
        var read = body.objects("lines", MOST_LINES);
        var lines = read.stream().map(line -> line(line, ids)).toList();
        var sum = lines.stream().mapToLong(Purchase.Line::amount).sum();
        var addable = !body.isFaulty("amount")
                && lines.size() == body.size("lines")
                && read.stream().noneMatch(line -> line.isFaulty("amount"));
        if (!lines.isEmpty() && addable && sum != amount) {
            body.fault("amount", "not_the_sum", amount, sum);
        }
        return lines;
    }

    private static Purchase.Line line(Body line, Set<String> ids) {
        var id = line.text("id", LONGEST_ID, VISIBLE, "not_an_id");
        if (!id.isEmpty() && !ids.add(id)) {
            line.fault("id", "line_twice", id);
        }
        var printed = line.optionalText("gtin", 14, DIGITS, "not_a_gtin");
        var gtin = printed == null ? null : Gtin.read(printed).map(Gtin::digits).orElse(null);
        if (printed != null && gtin == null) {
            line.fault("gtin", "not_a_gtin", 14);
        }
        var family = line.optionalText("family", 40, FAMILY, "not_a_family");
        if (!line.has("gtin") && !line.has("family")) {
            line.fault("", "no_product");
        }
        var labels = line.has("labels")
                ? List.copyOf(new TreeSet<>(line.texts("labels", MOST_LABELS, LONGEST_LABEL)))
                : null;
        var amount = line.cents("amount", 0);
        var quantity = line.optionalText("quantity", 30, QUANTITY, "not_a_quantity");
        return new Purchase.Line(id, gtin, family, labels, amount, quantity);
    }
}
