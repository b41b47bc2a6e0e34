package org.cabas.rules.exchange;

import java.util.Locale;
import java.util.Optional;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.jspecify.annotations.Nullable;

/** Columns as the extension elements of {@link DmnWriting} carry them. */
final class DmnColumns {
    private DmnColumns() {}

    /** Whether the clause is of a file that Cabas wrote. */
    static Optional<XmlElement> details(XmlElement clause) {
        return clause.extension(DmnNames.CABAS, "columnDetails");
    }

    /** The column, or nothing where what is said of it doesn't fit together any more. */
    static @Nullable Column column(XmlElement clause, XmlElement details) {
        try {
            var type = ColumnType.valueOf(details.attribute("type").toUpperCase(Locale.ROOT));
            return new Column(
                    details.attribute("id"),
                    clause.attribute("label"),
                    type,
                    domain(type, details),
                    details.attribute("mayBeUnknown").equals("true"),
                    basis(details));
        } catch (IllegalArgumentException changedByHand) {
            return null;
        }
    }

    private static Domain domain(ColumnType type, XmlElement details) {
        if (type.isOrdered()) {
            return new Domain.Ordered(units(details, "minimum"), units(details, "maximum"), units(details, "step"));
        }
        return type == ColumnType.YES_NO
                ? Domain.YES_NO
                : new Domain.Closed(details.all("optionDetails")
                        .map(option -> new Domain.Option(option.attribute("code"), option.attribute("label")))
                        .toList());
    }

    private static long units(XmlElement details, String name) {
        return Long.parseLong(details.attribute(name));
    }

    private static Basis basis(XmlElement details) {
        var share = details.attribute("shareOf");
        var per = details.attribute("per");
        return !share.isEmpty() ? new Basis.ShareOf(share) : per.isEmpty() ? Basis.FIXED : new Basis.Per(per);
    }
}
