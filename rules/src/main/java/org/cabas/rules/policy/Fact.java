package org.cabas.rules.policy;

import static org.cabas.rules.table.ColumnType.CHOICE;
import static org.cabas.rules.table.ColumnType.CHOICES;
import static org.cabas.rules.table.ColumnType.MONEY;
import static org.cabas.rules.table.ColumnType.MONTH;
import static org.cabas.rules.table.ColumnType.NUMBER;
import static org.cabas.rules.table.ColumnType.PERCENT;
import static org.cabas.rules.table.ColumnType.WHOLE;
import static org.cabas.rules.table.ColumnType.YES_NO;

import java.util.Optional;
import org.cabas.rules.table.ColumnType;

/**
 * The facts that every fund calls by the same name: what Cabas knows of a household, a merchant, a product or a purchase without
 * being told by a committee. A column of that id holds values of that type; a fund's own criteria are columns of any other id.
 */
public enum Fact {
    /** The household's net income of a month. */
    INCOME("income", MONEY),
    /** The household's monthly family quotient. */
    FAMILY_QUOTIENT("family_quotient", MONEY),
    /** Who referred the household; {@code none} for nobody. */
    REFERRAL("referral", CHOICE),
    /** Adults of the household. */
    ADULTS("adults", WHOLE),
    /** Children of the household. */
    CHILDREN("children", WHOLE),
    /** Adults and children. */
    PEOPLE("people", WHOLE),
    /** Whether anybody of the household contributed this month. */
    CONTRIBUTED("contributed", YES_NO),
    /** How many people of the household contributed this month. */
    CONTRIBUTORS("contributors", WHOLE),
    /** What the household paid in this month. */
    CONTRIBUTION_PAID("contribution_paid", MONEY),
    /** Family of a product, out of {@link org.cabas.rules.table.Vocabulary#PRODUCT_FAMILIES}. */
    PRODUCT_FAMILY("product_family", CHOICE),
    /** Labels of a product, out of {@link org.cabas.rules.table.Vocabulary#LABELS}. */
    LABELS("labels", CHOICES),
    /** Whether a product is organic by its labels; see {@link FactSheet#product}. */
    ORGANIC("organic", YES_NO),
    /** NOVA group of a product, 1 to 4. */
    NOVA_GROUP("nova_group", WHOLE),
    /** Where a product comes from, out of {@link org.cabas.rules.table.Vocabulary#ORIGINS}. */
    ORIGIN("origin", CHOICE),
    /** Whether a product is sold packaged; no is loose. */
    PACKAGED("packaged", YES_NO),
    /** Kind of a merchant, out of {@link org.cabas.rules.table.Vocabulary#MERCHANT_KINDS}. */
    MERCHANT_KIND("merchant_kind", CHOICE),
    /** Organic certification of a merchant, out of {@link org.cabas.rules.table.Vocabulary#CERTIFICATIONS}. */
    CERTIFICATION("certification", CHOICE),
    /** Whether a merchant sells what it produces. */
    DIRECT_SALE("direct_sale", YES_NO),
    /** Kilometres from the fund's centre. */
    DISTANCE("distance", NUMBER),
    /** Organic products in a merchant's sales. */
    ORGANIC_SHARE("organic_share", PERCENT),
    /** Local products in a merchant's sales. */
    LOCAL_SHARE("local_share", PERCENT),
    /** Whether a merchant signed the fund's charter. */
    CHARTER_SIGNED("charter_signed", YES_NO),
    /** How many people work at a merchant's. */
    WORKERS("workers", WHOLE),
    /** Total of the conventioning grid; the policy works it out. */
    POINTS("points", WHOLE),
    /** Month of a purchase, 1 to 12. */
    MONTH_OF_PURCHASE("month", MONTH);

    private final String id;
    private final ColumnType type;

    Fact(String id, ColumnType type) {
        this.id = id;
        this.type = type;
    }

    /** The id of its column. */
    public String id() {
        return id;
    }

    /** The type of its column. */
    public ColumnType type() {
        return type;
    }

    /** The shared fact of that column id; none for a fund's own criterion. */
    public static Optional<Fact> ofId(String id) {
        for (var fact : values()) {
            if (fact.id.equals(id)) {
                return Optional.of(fact);
            }
        }
        return Optional.empty();
    }
}
