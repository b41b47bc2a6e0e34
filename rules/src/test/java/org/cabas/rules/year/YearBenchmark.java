package org.cabas.rules.year;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.simulate.Backtest;
import org.cabas.rules.simulate.Watch;

/**
 * A year of a fund of 1 000 households, drawn and decided under two policies: the whole of a simulation but its storage. The
 * first run meets cold tables and a cold compiler, as the first simulation of an instance does; the others tell the noise.
 *
 * <p>{@code ./mvnw -q -pl rules test-compile exec:exec@simulation-benchmark}
 */
public final class YearBenchmark {
    private static final int HOUSEHOLDS = 1_000;
    private static final int RUNS = 6;

    private YearBenchmark() {}

    /** Joigny raises what a jar of nobody knows what is paid; the Gers, which has ceilings, lowers its weekly one of meat. */
    public static void main(String[] arguments) {
        measure("joigny", "eligibility", "50 %", "30 %");
        measure("gers", "ceilings", "30 €", "25 €");
    }

    private static void measure(String rulebook, String question, String words, String others) {
        var tables = DemonstrationFunds.tables(rulebook);
        var changed = tables.stream()
                .map(table -> table.id().equals(question)
                        ? CsvFormat.read(CsvFormat.write(table)
                                        .replace('\u00a0', ' ')
                                        .replace(words, others)
                                        .getBytes(StandardCharsets.UTF_8))
                                .expected()
                        : table)
                .toList();
        var setting = new DemonstrationYear.Setting(
                20_260_307,
                LocalDate.of(2026, 1, 1),
                EnumSet.of(DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY),
                HOUSEHOLDS,
                List.of(),
                List.of());
        var millis = new long[RUNS];
        var processor = new long[RUNS];
        var threads = ManagementFactory.getThreadMXBean();
        for (var run = 0; run < RUNS; run++) {
            var begun = System.nanoTime();
            var worked = threads.getCurrentThreadCpuTime();
            var inForce = Policy.compile(1, tables);
            var draft = Policy.compile(2, changed);
            var compared = Backtest.compare(inForce, draft, new DemonstrationYear(setting, inForce), Watch.NOBODY)
                    .orElseThrow();
            processor[run] = (threads.getCurrentThreadCpuTime() - worked) / 1_000_000;
            millis[run] = (System.nanoTime() - begun) / 1_000_000;
            if (run == 0) {
                System.out.printf(Locale.ROOT, "%s: %s%n", rulebook, compared.size());
                System.out.printf(Locale.ROOT, "  %s%n", compared.bought());
            }
        }
        System.out.printf(Locale.ROOT, "  by the clock, first and others: %s ms%n", Arrays.toString(millis));
        System.out.printf(Locale.ROOT, "  of one processor:               %s ms%n", Arrays.toString(processor));
    }
}
