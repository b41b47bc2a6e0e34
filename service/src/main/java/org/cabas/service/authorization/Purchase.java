package org.cabas.service.authorization;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a till asks to have paid. Its JSON is the canonical form of a request: it is stored, and two requests are the same when
 * their JSON is.
 *
 * @param amount cents, at least 1; the sum of the lines where there are lines
 * @param currency ISO 4217
 * @param occurredAt when the customer bought
 * @param deadline when the till stops waiting: nothing is approved after it
 * @param partialApproval whether the till can take less than the amount
 * @param captureLater whether the money is only held, to be captured on delivery
 * @param lines none where a stall types a total
 */
public record Purchase(
        String card,
        String merchant,
        @Nullable String terminal,
        long amount,
        String currency,
        Instant occurredAt,
        @Nullable Instant deadline,
        boolean partialApproval,
        boolean captureLater,
        List<Line> lines) {

    public Purchase {
        lines = List.copyOf(lines);
    }

    /**
     * One line of a basket.
     *
     * @param id the till's own, distinct within the basket
     * @param gtin 14 digits, for a packaged product
     * @param family a product family, for loose goods, or for a packaged product that the catalogue may not hold
     * @param labels what the till knows of labels, sorted, null where it says nothing; only for what is not in the catalogue
     * @param amount cents, 0 or more
     * @param quantity as the till wrote it
     */
    public record Line(
            String id,
            @Nullable String gtin,
            @Nullable String family,
            @Nullable List<String> labels,
            long amount,
            @Nullable String quantity) {
        public Line {
            labels = labels == null ? null : List.copyOf(labels);
        }
    }
}
