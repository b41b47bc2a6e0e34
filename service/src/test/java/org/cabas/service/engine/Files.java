package org.cabas.service.engine;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Task;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.database.Transactions;

/** What tests do about files of the {@link Probe}, and see of them. */
final class Files {
    private static final String FUND = "joigny";
    private static final String SOMEBODY = "per_probe";

    private final Transactions transactions;
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;

    Files(ApplicationContext context) {
        this.transactions = context.getBean(Transactions.class);
        this.caseFiles = context.getBean(CaseFiles.class);
        this.tasks = context.getBean(Tasks.class);
        this.timeline = context.getBean(Timeline.class);
        transactions.run(c -> {
            try (var statement = c.createStatement()) {
                statement.execute("insert ignore into fund (id, name, territory, rulebook, status)"
                        + " values ('joigny', 'Joigny', 'Jovinien', 'joigny', 'OPEN')");
                statement.execute("insert ignore into person (id, email, name, created_at)"
                        + " values ('per_probe', 'essai@joigny.demo', 'une travailleuse sociale', utc_timestamp())");
            }
            return true;
        });
    }

    String open() {
        return transactions.run(c -> caseFiles.open(c, FUND, "probe", "Un foyer", "open", null, "probe.opened"));
    }

    CaseFile file(String id) {
        return transactions.run(c -> caseFiles.find(c, id)).orElseThrow();
    }

    List<Task> open(String id) {
        return transactions.run(c -> tasks.open(c, id));
    }

    boolean answer(Task task) {
        return transactions.run(c -> {
            caseFiles.locked(c, task.caseFile());
            return tasks.done(c, task, SOMEBODY, Map.of());
        });
    }

    /** What happened to a file, by the keys of its events. */
    List<String> events(String id) {
        return transactions.run(c -> timeline.of(c, id)).stream()
                .map(Timeline.Event::kind)
                .toList();
    }

    /** The commands of a file and what became of them, in their order: {@code COMPLETE SENT}. */
    List<String> commands(String id) {
        return all("select concat(kind, ' ', state) from engine_command where case_id = '" + id + "' order by id");
    }

    /** How a job stands: {@code PARKED SERVICE}. */
    String job(long key) {
        return all("select concat_ws(' ', state, fault) from engine_job where job_key = " + key)
                .getFirst();
    }

    List<String> all(String sql) {
        return transactions.run(c -> {
            try (var statement = c.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var all = new java.util.ArrayList<String>();
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
                return all;
            }
        });
    }
}
