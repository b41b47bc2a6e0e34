package org.cabas.service.casefile;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.cabas.service.language.Sentences;
import org.cabas.service.page.InFrench;

/** What the pages of files say to people, in French, from {@code messages/casefile.properties}. */
final class CaseWording {
    private static final Sentences SENTENCES = new Sentences("casefile");

    private static final InFrench FRENCH = new InFrench();

    private CaseWording() {}

    /** The sentence of that key with its blanks filled in. */
    static String say(String key, Object... blanks) {
        return SENTENCES.say(key, blanks);
    }

    /** One sentence for none or one, another for several: the keys end in {@code .one} and {@code .more}. */
    static String count(String key, long count) {
        return SENTENCES.count(key, count);
    }

    /** The sentence of an event, of the file's kind or of all kinds. */
    static String sentence(CaseKind kind, Timeline.Event event) {
        if (event.kind().startsWith(LookingAfter.EVENTS)) {
            var key = "timeline." + event.kind();
            return SENTENCES.find(key, event.detail()).orElseGet(() -> say("timeline.unknown"));
        }
        return kind.sentence(event).orElseGet(() -> say("timeline.unknown"));
    }

    /** Who a task waits for, where somebody else has to do it. */
    static String waitsFor(Set<Group> groups) {
        return groups.stream()
                .sorted()
                .map(group -> say("waits." + group.code()))
                .reduce((one, other) -> say("waits.or", one, other))
                .orElseGet(() -> say("waits.nobody"));
    }

    /** What a stage is called; a word of an older version of the process has none. */
    static String stage(CaseKind kind, String stage) {
        return kind.stages().getOrDefault(stage, say("stage.unknown"));
    }

    /** Why a task of a confidential file may be put off: what people would write freely could tell of health. */
    static List<String> reasons() {
        return List.of(
                say("postpone.reason.appointment"), say("postpone.reason.unreachable"), say("postpone.reason.team"));
    }

    /** What is to be done, as the diagram calls it; a word for what only an older diagram has. */
    static String task(CaseKind kind, String element) {
        return kind.workflow().name(element).orElseGet(() -> say("task.unknown"));
    }

    /** {@code à faire pour demain}, {@code en retard de 3 jours}, {@code reporté au …}; nothing where there is no hurry. */
    static String due(Task task, LocalDate today) {
        var day = task.day();
        if (day == null) {
            return "";
        }
        return task.isPostponed(today) ? say("due.postponed", FRENCH.day(day)) : due(day, today);
    }

    /** The same of a day. */
    static String due(LocalDate day, LocalDate today) {
        var days = today.until(day, ChronoUnit.DAYS);
        if (days < 0) {
            return count("due.late", -days);
        }
        return days == 0 ? say("due.today") : days == 1 ? say("due.tomorrow") : say("due.day", FRENCH.day(day));
    }
}
