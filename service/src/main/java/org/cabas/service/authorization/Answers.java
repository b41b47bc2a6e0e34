package org.cabas.service.authorization;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Reason;
import org.jspecify.annotations.Nullable;

/** The answers of the payment API on the wire; what is absent is left out. Amounts are cents. */
final class Answers {

    /** Reads and writes what is answered and what is stored, dates as ISO 8601. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(Reason.class, OnTheWire.class)
            .addMixIn(Rule.class, RuleOnTheWire.class)
            .build();

    private Answers() {}

    /** How a reason is told: by its code. */
    private interface OnTheWire {
        @JsonValue
        String code();
    }

    /** How a rule is told: the vote that adopted it stands in the sentence. */
    private interface RuleOnTheWire {
        @JsonIgnore
        String adoptedBy();
    }

    /** The answer to an authorization or a quote. */
    record Authorized(
            @Nullable String id,
            String status,
            long requestedAmount,
            long approvedAmount,
            String currency,
            @Nullable Long availableBalance,
            @Nullable Instant expiresAt,
            @Nullable Integer policyVersion,
            List<ReasonTold> reasons,
            List<LineTold> lines) {}

    /** A reason with its sentence. */
    record ReasonTold(
            Reason code,
            @Nullable String line,
            String message,
            @Nullable Rule rule) {}

    /** A line as decided. */
    record LineTold(
            @Nullable String id,
            long approvedAmount,
            BigDecimal coverage,
            @Nullable Rule rule) {}

    /**
     * The answer to a capture, a reversal or a refund.
     *
     * @param id of the operation; absent where it was declined
     * @param status {@code captured}, {@code reversed}, {@code refunded} or {@code declined}
     * @param amount cents that this operation took, released or gave back
     * @param openAmount cents that are still held
     */
    record Operated(
            @Nullable String id,
            @Nullable String authorization,
            String status,
            long amount,
            long capturedAmount,
            long openAmount,
            long refundedAmount,
            String currency,
            List<ReasonTold> reasons) {}

    /**
     * The answer to a cancellation by the caller's own key.
     *
     * @param authorization absent where the purchase never arrived
     */
    record Cancelled(
            String key,
            @Nullable String authorization,
            String status,
            long releasedAmount,
            long refundedAmount,
            List<ReasonTold> reasons) {}

    /** What a card can pay. */
    record Balance(
            long available,
            long reserved,
            String currency,
            @Nullable Instant nextExpiry) {}

    static ReasonTold told(Locale language, Given given) {
        return new ReasonTold(given.reason(), given.line(), Sentences.of(language, given), given.rule());
    }

    static LineTold told(Decision.Line line) {
        var coverage = BigDecimal.valueOf(line.coverage(), 2).stripTrailingZeros();
        return new LineTold(
                line.id(), line.approved(), coverage.scale() < 0 ? coverage.setScale(0) : coverage, line.rule());
    }

    static byte[] bytes(Object answer) {
        try {
            return JSON.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records are always JSON", e);
        }
    }

    static String text(Object stored) {
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records are always JSON", e);
        }
    }

    static <T> T read(String stored, Class<T> type) {
        try {
            return JSON.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored was written by us", e);
        }
    }
}
