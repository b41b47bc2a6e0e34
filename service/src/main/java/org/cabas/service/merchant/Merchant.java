package org.cabas.service.merchant;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A place where members buy: farmer, market stall, shop… Null is unknown, which is neither no nor zero.
 *
 * @param kind a code of the vocabulary's kinds of merchants
 * @param siret 14 digits
 * @param distanceKm from the fund's centre, one decimal
 * @param certification a code of the vocabulary's organic certifications
 * @param organicShare percent of turnover
 * @param localShare percent of turnover
 * @param criteria answers to the fund's own criteria by column id, as JSON: amounts in euros, rates in percent, days as ISO dates
 */
@MappedEntity("merchant")
public record Merchant(
        @Id String id,
        String fundId,
        String name,
        String kind,
        @Nullable String siret,
        String town,
        @Nullable BigDecimal distanceKm,
        @Nullable String certification,
        @Nullable Boolean directSale,
        @Nullable Integer organicShare,
        @Nullable Integer localShare,
        @Nullable Boolean charterSigned,
        @Nullable Integer workers,
        String criteria) {}
