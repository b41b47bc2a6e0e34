package org.cabas.service.followup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the same people answered at their first check-up and at a later one, as far as it may be told.
 *
 * @param month of the later one: 3, 6 or 12
 * @param people how many, eleven or more
 */
record Comparison(int month, int people, List<Indicator> indicators) {

    /** What one person answered, before and after. */
    record Pair(Answers before, Answers after) {}

    /**
     * One question.
     *
     * @param id for addresses within a page
     * @param means what is told of an average; null for none
     */
    public record Indicator(
            String id,
            String title,
            String source,
            List<Line> lines,
            @Nullable Means means) {}

    /**
     * One answer.
     *
     * @param before how many gave it then; null where it is not told
     */
    public record Line(
            String label,
            @Nullable Integer before,
            @Nullable Integer after,
            int people) {

        /** {@code 34 (56 %)}, {@code non montré}. */
        public String inWords(boolean later) {
            var count = later ? after : before;
            return count == null
                    ? FollowUpWording.say("figure.hidden")
                    : FollowUpWording.say("figure.count", count, percent(count));
        }

        /** The share in percent; null where it is not told. */
        public @Nullable Integer share(boolean later) {
            var count = later ? after : before;
            return count == null ? null : percent(count);
        }

        private int percent(int count) {
            return (int) Math.round(100.0 * count / people);
        }
    }

    /** Averages of those who gave a figure both times; eleven or more. */
    public record Means(String label, double before, double after, int people) {
        /** {@code Score moyen : 4,2 puis 3,1, sur 52 personnes.} */
        public String sentence() {
            return FollowUpWording.say("figure.mean", label, before, after, people);
        }
    }

    /**
     * Tells what may be told of some people.
     *
     * @param pairs eleven or more
     */
    static Comparison of(int month, List<Pair> pairs) {
        return new Comparison(
                month,
                pairs.size(),
                List.of(
                        indicator(
                                "fies",
                                pairs,
                                List.of("secure", "moderate", "severe"),
                                Comparison::fies,
                                answers -> answers.score().isPresent()
                                        ? answers.score().getAsInt()
                                        : null),
                        indicator(
                                "portions",
                                pairs,
                                List.of("few", "some", "five"),
                                Comparison::portions,
                                Answers::portions),
                        indicator("health", pairs, List.of("good", "fair", "bad"), Comparison::health, answers -> null),
                        indicator(
                                "chronic",
                                pairs,
                                List.of("yes", "no"),
                                at(Answers.CHRONIC, Answers::chronic),
                                answers -> null),
                        indicator(
                                "limitation",
                                pairs,
                                List.of("severe", "some", "none"),
                                at(Answers.LIMITATION, Answers::limitation),
                                answers -> null)));
    }

    /** Which of the three degrees a score is; beyond them where there is none. */
    private static int fies(Answers answers) {
        var score = answers.score();
        return score.isEmpty() ? 3 : score.getAsInt() < Fies.MODERATE ? 0 : score.getAsInt() < Fies.SEVERE ? 1 : 2;
    }

    /** As European figures are told: good or very good, fair, bad or very bad. */
    private static int health(Answers answers) {
        return switch (answers.health()) {
            case "very-good", "good" -> 0;
            case "fair" -> 1;
            case "bad", "very-bad" -> 2;
            default -> 3;
        };
    }

    private static int portions(Answers answers) {
        var portions = answers.portions();
        return portions == null ? 3 : portions < 3 ? 0 : portions < 5 ? 1 : 2;
    }

    private static ToIntFunction<Answers> at(List<String> codes, Function<Answers, String> answer) {
        return answers ->
                codes.contains(answer.apply(answers)) ? codes.indexOf(answer.apply(answers)) : codes.size() - 1;
    }

    /**
     * One question.
     *
     * @param answer which of the codes somebody answered; the number of codes for none of them
     * @param figure what is averaged; null for nothing
     */
    private static Indicator indicator(
            String id,
            List<Pair> pairs,
            List<String> codes,
            ToIntFunction<Answers> answer,
            Function<Answers, @Nullable Integer> figure) {
        var before = counts(pairs, codes.size(), pair -> answer.applyAsInt(pair.before()));
        var after = counts(pairs, codes.size(), pair -> answer.applyAsInt(pair.after()));
        var unanswered = before.getLast() + after.getLast() > 0;
        var rows = unanswered ? codes.size() + 1 : codes.size();
        var toldBefore = Suppression.of(before.subList(0, rows));
        var toldAfter = Suppression.of(after.subList(0, rows));
        var lines = IntStream.range(0, rows)
                .mapToObj(i -> new Line(
                        i == codes.size()
                                ? FollowUpWording.say("figure.unanswered")
                                : FollowUpWording.say("figure." + id + "." + codes.get(i)),
                        toldBefore.get(i),
                        toldAfter.get(i),
                        pairs.size()))
                .toList();
        return new Indicator(
                id,
                FollowUpWording.say("figure." + id),
                FollowUpWording.say("figure." + id + ".source"),
                lines,
                means(id, pairs, figure));
    }

    private static List<Integer> counts(List<Pair> pairs, int codes, ToIntFunction<Pair> answer) {
        var counts = new int[codes + 1];
        pairs.forEach(pair -> counts[answer.applyAsInt(pair)]++);
        return IntStream.of(counts).boxed().toList();
    }

    private static @Nullable Means means(String id, List<Pair> pairs, Function<Answers, @Nullable Integer> figure) {
        var before = new ArrayList<Integer>();
        var after = new ArrayList<Integer>();
        for (var pair : pairs) {
            var first = figure.apply(pair.before());
            var later = figure.apply(pair.after());
            if (first != null && later != null) {
                before.add(first);
                after.add(later);
            }
        }
        return before.size() < Suppression.FEWEST
                ? null
                : new Means(FollowUpWording.say("figure." + id + ".mean"), mean(before), mean(after), before.size());
    }

    private static double mean(List<Integer> figures) {
        return figures.stream()
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .average()
                .orElse(0);
    }
}
