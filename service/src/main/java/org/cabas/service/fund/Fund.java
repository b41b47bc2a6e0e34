package org.cabas.service.fund;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.ZoneId;
import java.util.Currency;

/**
 * One local fund: everything belongs to exactly one.
 *
 * @param id a short name in ASCII: {@code joigny}
 * @param name what people call it
 * @param territory where it is, in words
 * @param rulebook the tables it decides by; several funds of one network may share them
 * @param status only an {@link Status#OPEN} fund pays
 * @param currency ISO 4217
 * @param timeZone whose midnight starts its days, weeks and months
 * @param holdDays how many days a purchase that is captured later keeps its money, 1 to 400
 */
@MappedEntity("fund")
public record Fund(
        @Id String id,
        String name,
        String territory,
        String rulebook,
        Status status,
        String currency,
        String timeZone,
        int holdDays) {

    /** Where a fund stands. */
    public enum Status {
        DESIGNING,
        OPEN,
        PAUSED,
        CLOSED
    }

    /** The zone of {@link #timeZone}. */
    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** The currency of {@link #currency}. */
    public Currency money() {
        return Currency.getInstance(currency);
    }
}
