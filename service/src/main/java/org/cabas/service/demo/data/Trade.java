package org.cabas.service.demo.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apache.commons.csv.CSVRecord;

/**
 * What somebody sells, and how: a line of {@code demo/trades.csv}.
 *
 * @param id part of the merchant's id
 * @param rulebooks whose funds have such merchants
 * @param kind code of the vocabulary's kinds of merchants
 * @param certifications codes, one of which is drawn
 * @param organicShare percent of turnover; none follows from the certification
 * @param families codes of what is sold, whether a fund pays it or not
 */
record Trade(
        String id,
        String name,
        Role role,
        List<String> rulebooks,
        String kind,
        boolean directSale,
        List<String> certifications,
        List<Integer> organicShare,
        List<Integer> localShare,
        List<Integer> workers,
        List<String> families) {

    /** How a fund counts such merchants. */
    enum Role {
        PRODUCER,
        SHOP,
        /** Known to the fund, and not one of its places. */
        OUTSIDE
    }

    /** All trades, in the order of the file. */
    static List<Trade> all() {
        return Written.table("trades.csv").stream().map(Trade::read).toList();
    }

    private static Trade read(CSVRecord line) {
        return new Trade(
                line.get("id"),
                line.get("name"),
                Role.valueOf(line.get("role").toUpperCase(Locale.ROOT)),
                List.of(line.get("rulebooks").split(" ")),
                line.get("kind"),
                line.get("direct_sale").equals("yes"),
                List.of(line.get("certifications").split(" ")),
                range(line.get("organic_share")),
                range(line.get("local_share")),
                range(line.get("workers")),
                List.of(line.get("families").split(" ")));
    }

    private static List<Integer> range(String written) {
        return written.isEmpty()
                ? List.of()
                : Arrays.stream(written.split("-")).map(Integer::valueOf).toList();
    }

    String certification(RandomGenerator random) {
        return certifications.get(random.nextInt(certifications.size()));
    }

    /** Percent of turnover. */
    int organicShare(String certification, RandomGenerator random) {
        var range = organicShare.isEmpty()
                ? switch (certification) {
                    case "certified" -> List.of(90, 100);
                    case "participatory_guarantee" -> List.of(85, 100);
                    case "in_conversion" -> List.of(30, 80);
                    default -> List.of(0, 30);
                }
                : organicShare;
        return within(range, random);
    }

    /** Percent of turnover. */
    int localShare(RandomGenerator random) {
        return within(localShare, random);
    }

    int workers(RandomGenerator random) {
        return within(workers, random);
    }

    private static int within(List<Integer> range, RandomGenerator random) {
        return random.nextInt(range.getFirst(), range.getLast() + 1);
    }
}
