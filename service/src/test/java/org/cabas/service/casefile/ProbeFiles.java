package org.cabas.service.casefile;

import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cabas.service.database.Transactions;
import org.cabas.service.engine.Inbox;
import org.cabas.workflows.engine.Job;
import org.jspecify.annotations.Nullable;

/** Files of the test process, with jobs as an engine would give them. */
public final class ProbeFiles {
    /** As in the diagram: what the probe's form is for. */
    public static final String ASK = "ask";

    private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());

    private final Transactions transactions;
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;
    private final Inbox inbox;

    public ProbeFiles(ApplicationContext context) {
        transactions = context.getBean(Transactions.class);
        caseFiles = context.getBean(CaseFiles.class);
        tasks = context.getBean(Tasks.class);
        timeline = context.getBean(Timeline.class);
        inbox = context.getBean(Inbox.class);
    }

    /** Opens a file; gives its id. */
    public String open(String fund, String title) {
        return transactions.run(c -> caseFiles.open(c, fund, "probe", title, "open", null, "probe.opened"));
    }

    /** Has the process ask people for something; gives the id of the task. */
    public long ask(String file, Group group, @Nullable Integer days) {
        return ask(file, ASK, group, days);
    }

    /** The same at another element. */
    public long ask(String file, String element, Group group, @Nullable Integer days) {
        var groups = "[\"" + group.code() + "\"]";
        var headers = days == null
                ? Map.of("io.camunda.zeebe:candidateGroups", groups)
                : Map.of("io.camunda.zeebe:candidateGroups", groups, Tasks.DAYS, String.valueOf(days));
        inbox.take(new Job(
                KEYS.incrementAndGet(),
                Job.TASK,
                "probe",
                1,
                element,
                Math.abs((long) file.hashCode()),
                Map.of(Job.CASE_FILE, file),
                headers));
        return open(file).getLast().id();
    }

    /** Has the process take a step of the service's; gives the key of its job. */
    public long step(String file, String element) {
        var key = KEYS.incrementAndGet();
        inbox.take(new Job(
                key,
                "probe." + element,
                "probe",
                1,
                element,
                Math.abs((long) file.hashCode()),
                Map.of(Job.CASE_FILE, file),
                Map.of()));
        return key;
    }

    public CaseFile file(String id) {
        return transactions.run(c -> caseFiles.find(c, id)).orElseThrow();
    }

    public List<Task> open(String file) {
        return transactions.run(c -> tasks.open(c, file));
    }

    /** The keys of what happened to a file. */
    public List<String> events(String file) {
        return transactions.run(c -> timeline.of(c, file)).stream()
                .map(Timeline.Event::kind)
                .toList();
    }

    public List<String> all(String sql) {
        return transactions.run(c -> {
            try (var statement = c.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var all = new ArrayList<String>();
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
                return all;
            }
        });
    }

    /** What a test changes behind the service's back, such as a day in the past. */
    public void change(String sql) {
        transactions.run(c -> {
            try (var statement = c.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
