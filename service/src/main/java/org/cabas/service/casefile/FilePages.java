package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.cabas.service.access.Roles;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.cabas.service.engine.Inbox;
import org.cabas.service.engine.Outbox;
import org.cabas.service.page.InFrench;
import org.cabas.service.page.Page;
import org.cabas.service.page.Section;
import org.jspecify.annotations.Nullable;

/** The page of a file, put together: where it stands, what is to be done next, and what happened. */
@Singleton
class FilePages {
    /** How long a page looks by itself for what follows, after something was sent: the engine answers within a second or two. */
    static final int LOOKS = 10;

    private static final Duration JUST_NOW = Duration.ofSeconds(20);
    private static final InFrench FRENCH = new InFrench();

    private final Transactions transactions;
    private final Cabinet cabinet;
    private final CaseFiles caseFiles;
    private final NextSteps nextSteps;
    private final Timeline timeline;
    private final Notes notes;
    private final Documents documents;
    private final Inbox inbox;
    private final Outbox outbox;
    private final EngineBanner banner;
    private final List<Beside> besides;
    private final Audit audit;
    private final Clock clock;

    FilePages(
            Transactions transactions,
            Cabinet cabinet,
            CaseFiles caseFiles,
            NextSteps nextSteps,
            Timeline timeline,
            Notes notes,
            Documents documents,
            Inbox inbox,
            Outbox outbox,
            EngineBanner banner,
            List<Beside> besides,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.cabinet = cabinet;
        this.caseFiles = caseFiles;
        this.nextSteps = nextSteps;
        this.timeline = timeline;
        this.notes = notes;
        this.documents = documents;
        this.inbox = inbox;
        this.outbox = outbox;
        this.banner = banner;
        this.besides = besides;
        this.audit = audit;
        this.clock = clock;
    }

    /** What another feature shows: the file of its template, the part of that, and what it tells. */
    public record Part(String template, String fragment, Map<String, @Nullable Object> model) {}

    /** A line of the timeline. */
    public record Line(String when, @Nullable String by, String sentence) {}

    /** The page of a file. */
    Page page(Visitor visitor, String fund, String id, Again again) {
        return transactions.run(c -> {
            var open = cabinet.open(c, visitor, fund, id);
            recordReading(c, open);
            var file = open.file();
            var panel = open.kind().panel(c, file).orElse(null);
            var team = cabinet.team(c, fund, open.kind());
            var page = Page.of("casefile/file", file.title(), again.errors())
                    .by(visitor)
                    .in(open.seat(), Section.FILES)
                    .script("/static/casefile.js")
                    .with("banner", banner.sentence(open.zone()))
                    .with("kind", open.kind().label())
                    .with("opened", FRENCH.date(LocalDate.ofInstant(file.openedAt(), open.zone())))
                    .with("team", team)
                    .with("holder", name(team, file.assignedTo()))
                    .with("holderId", Objects.requireNonNullElse(file.assignedTo(), ""))
                    .with("mine", visitor.id().equals(file.assignedTo()))
                    .with("care", again.errors("care"))
                    .with("panelTemplate", panel == null ? null : part(panel.view(), 0))
                    .with("panelFragment", panel == null ? null : part(panel.view(), 1))
                    .with("panel", panel == null ? Map.of() : panel.model())
                    .with("besides", besides(c, open))
                    .with("refusal", refusal(c, open))
                    .with("notes", notes.of(c, open.kind(), file))
                    .with("noteTyped", again.typed("note").text("words"))
                    .with("noteErrors", again.errors("note"))
                    .with("documents", documents.of(c, open.kind(), file))
                    .with("documentErrors", again.errors("document"))
                    .with("zone", open.zone())
                    .with("visitor", visitor);
            return moving(c, page, open, again, LOOKS);
        });
    }

    /**
     * The parts that change when the engine answers.
     *
     * @param seen the mark of what the asker's page shows
     * @param left how many times it will ask again
     */
    Page update(Visitor visitor, String fund, String id, String seen, int left) {
        return transactions.run(c -> {
            var open = cabinet.open(c, visitor, fund, id);
            var page =
                    Page.of("casefile/parts", open.file().title()).by(visitor).in(open.seat(), Section.FILES);
            moving(c, page, open, Again.NOTHING, Math.clamp(left, 0, LOOKS));
            var changed = !seen.equals(page.given("mark"));
            if (changed) {
                recordReading(c, open);
            }
            return page.with("oob", changed);
        });
    }

    private Page moving(Connection c, Page page, Cabinet.Open open, Again again, int left) throws SQLException {
        var file = open.file();
        var confidential = open.kind().vault().isPresent();
        if (confidential) {
            page.unkept();
        }
        var steps = nextSteps.of(c, open, again);
        var mine = steps.stream().filter(step -> step.waitsFor() == null).toList();
        var others = steps.stream().filter(step -> step.waitsFor() != null).toList();
        var waiting = outbox.isWaiting(c, file.id());
        var events = timeline.of(c, file.id());
        var last = events.isEmpty() ? file.openedAt() : events.getLast().at();
        var lit = new LinkedHashSet<String>();
        steps.forEach(step -> lit.add(step.task().element()));
        lit.addAll(inbox.stepsOf(c, file.id()));
        if (file.waitsAt() != null) {
            lit.add(file.waitsAt());
        }
        var justSent = file.isOpen() && (waiting || last.isAfter(clock.instant().minus(JUST_NOW)));
        return page.with("file", file)
                .with("reasons", confidential ? CaseWording.reasons() : List.of())
                .with("address", open.address())
                .with("stage", CaseWording.stage(open.kind(), file.stage()))
                .with("since", FRENCH.moment(caseFiles.stageSince(c, file.id()), open.zone()))
                .with("steps", mine)
                .with("others", others)
                .with("waiting", waiting && file.isOpen())
                .with("poll", justSent)
                .with("left", left)
                .with("oob", false)
                .with("mark", mark(steps, file, waiting, events.size()))
                .with("lines", lines(open, events))
                .with("today", open.today())
                .with("lit", String.join(" ", lit))
                .with("litNames", names(open, lit));
    }

    /** Tells the journal who read a confidential file, and never what they read. */
    void recordReading(Connection c, Cabinet.Open open) throws SQLException {
        if (open.kind().vault().isPresent()) {
            audit.record(
                    c,
                    Deed.of(Action.CASE_READ, open.label())
                            .by(open.visitor())
                            .in(open.file().fundId()));
        }
    }

    private List<Part> besides(Connection c, Cabinet.Open open) throws SQLException {
        var household = open.kind().household(c, open.file());
        var parts = new ArrayList<Part>();
        if (household.isPresent()) {
            for (var each : besides) {
                each.beside(c, open.visitor(), open.file(), household.get())
                        .map(panel -> new Part(part(panel.view(), 0), part(panel.view(), 1), panel.model()))
                        .ifPresent(parts::add);
            }
        }
        return parts;
    }

    private static @Nullable String refusal(Connection c, Cabinet.Open open) throws SQLException {
        var vault = open.kind().vault();
        return vault.isEmpty() ? null : vault.get().refusal(c, open.file()).orElse(null);
    }

    private static String names(Cabinet.Open open, Set<String> lit) {
        return lit.stream()
                .flatMap(element -> open.kind().workflow().name(element).stream())
                .collect(Collectors.joining(", "));
    }

    /** A short text that changes whenever the moving parts do. */
    private static String mark(List<NextStep> steps, CaseFile file, boolean waiting, int events) {
        var ids = steps.stream().map(step -> step.task().id()).toList();
        return Integer.toHexString(
                Objects.hash(ids, file.stage(), file.waitsAt(), file.isOpen(), file.assignedTo(), waiting, events));
    }

    private static List<Line> lines(Cabinet.Open open, List<Timeline.Event> events) {
        return events.reversed().stream()
                .map(event -> new Line(
                        FRENCH.moment(event.at(), open.zone()),
                        event.personName(),
                        CaseWording.sentence(open.kind(), event)))
                .toList();
    }

    static @Nullable String name(List<Roles.Colleague> team, @Nullable String person) {
        if (person == null) {
            return null;
        }
        return team.stream()
                .filter(each -> each.id().equals(person))
                .map(Roles.Colleague::name)
                .findFirst()
                .orElseGet(() -> CaseWording.say("care.gone"));
    }

    /** The file, or the part, of a view as Thymeleaf names it. */
    static String part(String view, int which) {
        return view.split("::", -1)[which].strip();
    }
}
