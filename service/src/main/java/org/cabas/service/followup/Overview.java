package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseKind.Panel;
import org.cabas.service.followup.HealthKeys.Held;
import org.cabas.service.followup.HealthRecords.Kind;
import org.cabas.service.followup.HealthRecords.Read;
import org.jspecify.annotations.Nullable;

/** What the page of a follow-up shows a nurse: the consent, the check-ups side by side, what was said since, and what may be done any time. */
@Singleton
class Overview {
    private final Desk desk;
    private final CheckUps checkUps;
    private final HealthRecords records;

    Overview(Desk desk, CheckUps checkUps, HealthRecords records) {
        this.desk = desk;
        this.checkUps = checkUps;
        this.records = records;
    }

    /** A check-up that took place. */
    public record Column(String label, String day) {}

    /** What was measured, at each check-up. */
    public record Row(String label, List<String> cells) {}

    /** Something that was written down. */
    public record Said(String title, @Nullable String author, List<String> paragraphs) {
        public Said {
            paragraphs = paragraphs.stream().filter(each -> !each.isEmpty()).toList();
        }
    }

    Panel panel(Connection connection, CaseFile file) throws SQLException {
        var open = desk.open(connection, file);
        var followUp = open.followUp();
        var held = checkUps.of(connection, file.id());
        var kept = held.stream().filter(CheckUp::came).toList();
        var read = open.held() instanceof Held.Own(var key) ? records.of(connection, key, file.id()) : List.<Read>of();
        var answers = answers(kept, read);
        var model = new HashMap<String, @Nullable Object>();
        model.put("address", "/caisses/" + file.fundId() + "/dossiers/" + file.id());
        model.put("today", open.today());
        model.put("trouble", trouble(open));
        model.put("consent", consent(followUp));
        model.put("consentWords", words(read));
        model.put("columns", kept.stream().map(Overview::column).toList());
        model.put("rows", kept.isEmpty() || read.isEmpty() ? List.of() : rows(answers));
        model.put("missed", held.stream().filter(each -> !each.came()).count());
        model.put("asked", asked(kept, read));
        model.put("said", said(read));
        model.put("next", file.isOpen() ? next(kept) : null);
        model.put("appointment", appointment(followUp));
        model.put("appointmentAt", followUp.appointment());
        model.put("mayAppoint", file.isOpen() && followUp.hasConsent());
        model.put("mayWithdraw", followUp.hasConsent());
        return new Panel("followup/panel :: panel", model);
    }

    /** What is erased when the consent is taken back, in figures. */
    String erased(Connection connection, CaseFile file) throws SQLException {
        var kept = checkUps.of(connection, file.id()).stream()
                .filter(CheckUp::came)
                .count();
        return FollowUpWording.count("erased", kept);
    }

    private static @Nullable String trouble(Desk.Open open) {
        return open.held() instanceof Held.OutOfReach(var masterIsSet)
                ? FollowUpWording.say(masterIsSet ? "key.other" : "key.none")
                : null;
    }

    private static String consent(FollowUp followUp) {
        if (followUp.withdrawn()) {
            return FollowUpWording.say("refusal.withdrawn");
        }
        var day = followUp.consentedOn();
        return day == null
                ? FollowUpWording.say("consent.not-yet")
                : FollowUpWording.say("consent.given", FollowUpWording.FRENCH.day(day));
    }

    private static String words(List<Read> read) {
        return read.stream()
                .filter(each -> each.kind() == Kind.CONSENT)
                .map(each -> Answers.text(each.words(), "words"))
                .collect(Collectors.joining("\n"));
    }

    private static Column column(CheckUp held) {
        return new Column(held.label(), FollowUpWording.FRENCH.date(held.heldOn()));
    }

    /** The answers of each check-up that was kept, in their order. */
    private static List<Answers> answers(List<CheckUp> kept, List<Read> read) {
        return kept.stream()
                .map(held -> read.stream()
                        .filter(each -> each.kind() == Kind.CHECK_UP && Objects.equals(each.checkUp(), held.id()))
                        .map(each -> Answers.read(each.words()))
                        .findFirst()
                        .orElseGet(() -> Answers.read(Map.of())))
                .toList();
    }

    private static List<Row> rows(List<Answers> answers) {
        var rows = new ArrayList<Row>();
        add(rows, "row.fies", answers, Overview::fies);
        add(rows, "row.health", answers, each -> choice("health.", each.health()));
        add(rows, "row.chronic", answers, each -> choice("chronic.", each.chronic()));
        add(rows, "row.limitation", answers, each -> choice("limitation.", each.limitation()));
        add(rows, "row.portions", answers, each -> number(each.portions()));
        add(rows, "row.weight", answers, each -> {
            var grams = each.grams();
            return grams == null ? "" : FollowUpWording.say("kilograms", grams / 1000.0);
        });
        add(rows, "row.pressure", answers, each -> {
            var systolic = each.systolic();
            var diastolic = each.diastolic();
            return systolic == null || diastolic == null ? "" : FollowUpWording.say("pressure", systolic, diastolic);
        });
        return rows;
    }

    private static void add(List<Row> rows, String key, List<Answers> answers, Function<Answers, String> cell) {
        var cells = answers.stream().map(cell).toList();
        if (cells.stream().anyMatch(each -> !each.isEmpty())) {
            rows.add(new Row(
                    FollowUpWording.say(key),
                    cells.stream().map(each -> each.isEmpty() ? "–" : each).toList()));
        }
    }

    private static String fies(Answers answers) {
        var score = answers.score();
        if (score.isEmpty()) {
            return answers.fies().isEmpty() ? "" : FollowUpWording.say("fies.incomplete");
        }
        return FollowUpWording.say("fies.score", score.getAsInt());
    }

    private static String choice(String keys, String code) {
        return code.isEmpty() ? "" : FollowUpWording.say(keys + code);
    }

    private static String number(@Nullable Integer number) {
        return number == null ? "" : FollowUpWording.FRENCH.number(number);
    }

    /** What the protocol asks for because of the last check-up. */
    private static List<String> asked(List<CheckUp> kept, List<Read> read) {
        if (kept.isEmpty()) {
            return List.of();
        }
        return read.stream()
                .filter(each -> each.kind() == Kind.CHECK_UP
                        && Objects.equals(each.checkUp(), kept.getLast().id()))
                .flatMap(each -> {
                    var asked = new ArrayList<>(actions(each).stream()
                            .map(ProtocolTable.Action::label)
                            .toList());
                    asked.add(Answers.text(each.words(), "note"));
                    return asked.stream().filter(line -> !line.isEmpty());
                })
                .toList();
    }

    /** The prevention actions that a check-up's record holds. */
    static List<ProtocolTable.Action> actions(Read checkUp) {
        var actions = new ArrayList<ProtocolTable.Action>();
        if (checkUp.words().get("actions") instanceof List<?> written) {
            for (var each : written) {
                if (each instanceof Map<?, ?> action) {
                    actions.add(new ProtocolTable.Action(
                            String.valueOf(action.get("code")), String.valueOf(action.get("label"))));
                }
            }
        }
        return actions;
    }

    /** What was written down besides answers, the last first. */
    private static List<Said> said(List<Read> read) {
        var said = new ArrayList<Said>();
        var labels = new HashMap<String, String>();
        for (var each : read) {
            var words = Answers.text(each.words(), "words");
            var day = Answers.text(each.words(), "day");
            var on = day.isEmpty() ? "" : FollowUpWording.FRENCH.date(LocalDate.parse(day));
            switch (each.kind()) {
                case CONSENT -> {}
                case CHECK_UP -> {
                    actions(each).forEach(action -> labels.put(action.code(), action.label()));
                    if (!words.isEmpty()) {
                        said.add(new Said(FollowUpWording.say("said.check-up"), each.author(), List.of(words)));
                    }
                }
                case CONTACT ->
                    said.add(new Said(FollowUpWording.say("said.contact", on), each.author(), List.of(words)));
                case ACTIONS ->
                    said.add(new Said(
                            FollowUpWording.say("said.actions", on),
                            each.author(),
                            List.of(done(each, labels), words)));
                case EVALUATION ->
                    said.add(new Said(
                            FollowUpWording.say("said.evaluation", on),
                            each.author(),
                            List.of(
                                    FollowUpWording.say(
                                            "said.helped", choice("helped.", Answers.text(each.words(), "helped"))),
                                    Answers.text(each.words(), "theirs"),
                                    words)));
            }
        }
        return said.reversed();
    }

    private static String done(Read actions, Map<String, String> labels) {
        return actions.words().get("done") instanceof List<?> done && !done.isEmpty()
                ? FollowUpWording.say(
                        "said.done",
                        done.stream()
                                .map(code -> labels.getOrDefault(String.valueOf(code), String.valueOf(code)))
                                .collect(Collectors.joining(", ")))
                : FollowUpWording.say("said.nothing-done");
    }

    private static @Nullable String next(List<CheckUp> kept) {
        if (kept.isEmpty()) {
            return null;
        }
        var last = kept.getLast();
        var month = last.nextMonth();
        var day = last.nextOn();
        return month == null || day == null
                ? null
                : FollowUpWording.say("next", CheckUp.label(month), FollowUpWording.FRENCH.day(day));
    }

    /** {@code samedi 14 mars 2026 à 10 h 15}; null for none. */
    static @Nullable String appointment(FollowUp followUp) {
        var at = followUp.appointment();
        return at == null
                ? null
                : FollowUpWording.say("appointment", FollowUpWording.FRENCH.day(at.toLocalDate()), time(at));
    }

    private static String time(LocalDateTime at) {
        return at.getHour() + "\u00a0h" + (at.getMinute() == 0 ? "" : "\u00a0%02d".formatted(at.getMinute()));
    }
}
