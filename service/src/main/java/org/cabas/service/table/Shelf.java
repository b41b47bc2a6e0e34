package org.cabas.service.table;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Drafts;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.History;
import org.cabas.service.fund.History.Standing;
import org.cabas.service.fund.History.Version;
import org.jspecify.annotations.Nullable;

/** The tables of a fund as they stand on a page: by question, with everything about each. */
@Singleton
public class Shelf {
    private final Transactions transactions;
    private final History history;
    private final Drafts drafts;
    private final Funds funds;

    public Shelf(Transactions transactions, History history, Drafts drafts, Funds funds) {
        this.transactions = transactions;
        this.history = history;
        this.drafts = drafts;
        this.funds = funds;
    }

    /**
     * All about one question.
     *
     * @param question the id of the table
     * @param title what people call it
     * @param inForce null when nothing is in force
     * @param toCome by the day they take effect
     * @param drafts being written or voted, the last changed first
     * @param versions all of them, the newest first
     */
    public record Book(
            String question,
            String title,
            @Nullable Version inForce,
            List<Version> toCome,
            List<Draft> drafts,
            List<Version> versions) {}

    /** Every question of a fund, in the order in which people think of them. */
    public List<Book> books(Fund fund) {
        return transactions.run(connection -> {
            var byQuestion = new TreeMap<String, List<Version>>(Questions.ORDER);
            history.of(connection, fund.rulebook())
                    .forEach(version -> byQuestion
                            .computeIfAbsent(version.question(), question -> new ArrayList<>())
                            .add(version));
            var draftsOf = new LinkedHashMap<String, List<Draft>>();
            for (var draft : drafts.current(connection, fund.rulebook())) {
                draftsOf.computeIfAbsent(draft.question(), question -> new ArrayList<>())
                        .add(draft);
                byQuestion.putIfAbsent(draft.question(), new ArrayList<>());
            }
            var books = new ArrayList<Book>();
            for (var question : byQuestion.entrySet()) {
                books.add(book(
                        connection,
                        fund,
                        question.getKey(),
                        question.getValue(),
                        draftsOf.getOrDefault(question.getKey(), List.of())));
            }
            return books;
        });
    }

    private Book book(Connection connection, Fund fund, String question, List<Version> versions, List<Draft> drafts)
            throws SQLException {
        var inForce = versions.stream()
                .filter(version -> version.standing() == Standing.IN_FORCE)
                .findFirst()
                .orElse(null);
        var toCome = versions.stream()
                .filter(version -> version.standing() == Standing.TO_COME)
                .sorted((a, b) -> begin(a).compareTo(begin(b)))
                .toList();
        var shown = inForce != null ? inForce : toCome.isEmpty() ? null : toCome.getFirst();
        var title = shown == null
                ? drafts.stream()
                        .findFirst()
                        .map(draft -> draft.table().frame().title())
                        .orElse(question)
                : history.adopted(connection, fund.rulebook(), question, shown.version())
                        .map(adopted -> adopted.table().title())
                        .orElse(question);
        return new Book(question, title, inForce, toCome, drafts, versions);
    }

    private static Instant begin(Version version) {
        return version.from() == null ? Instant.MAX : version.from();
    }

    /** Other funds that live by the same tables. */
    public List<Fund> sharing(Fund fund) {
        var sharing = new ArrayList<Fund>();
        funds.findAll().forEach(other -> {
            if (other.rulebook().equals(fund.rulebook()) && !other.id().equals(fund.id())) {
                sharing.add(other);
            }
        });
        return sharing;
    }

    /** Tables of other rulebooks that a fund doesn't have, to begin one from: by rulebook, question and title. */
    public List<Model> models(Fund fund) {
        var own = books(fund).stream().map(Book::question).toList();
        var seen = new TreeMap<String, Fund>();
        funds.findAll().forEach(other -> {
            if (!other.rulebook().equals(fund.rulebook())) {
                seen.putIfAbsent(other.rulebook(), other);
            }
        });
        var models = new ArrayList<Model>();
        for (var other : seen.values()) {
            for (var book : books(other)) {
                if (book.inForce() != null && !own.contains(book.question())) {
                    models.add(new Model(
                            other.rulebook(),
                            other.name(),
                            book.question(),
                            book.inForce().version(),
                            book.title()));
                }
            }
        }
        return models;
    }

    /** A table of another fund. */
    public record Model(String rulebook, String fund, String question, int version, String title) {
        /** Its name in a form. */
        public String key() {
            return rulebook + " " + question + " " + version;
        }
    }
}
