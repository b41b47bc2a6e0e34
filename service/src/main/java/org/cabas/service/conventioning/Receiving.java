package org.cabas.service.conventioning;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.util.List;
import org.cabas.service.access.FormFields;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/** Receives candidacies from whoever fills them in: the same form for all, and one file however often it is sent. */
@Singleton
class Receiving {
    /** The hidden field that tells one form from another. */
    private static final String TOKEN = "cand_form";

    private static final int LONGEST_TOKEN = 64;

    private final Forms forms;
    private final Applying applying;
    private final Transactions transactions;

    Receiving(Forms forms, Applying applying, Transactions transactions) {
        this.forms = forms;
        this.applying = applying;
        this.transactions = transactions;
    }

    /** What became of a form. */
    sealed interface Received {

        /** A file is open. */
        record Opened(Candidacy candidacy) implements Received {}

        /** Everything that is wrong, each at its field. */
        record Wrong(List<FieldError> problems) implements Received {}
    }

    /** A form that nobody has filled in. */
    static FormFields blank() {
        return new FormFields(List.of());
    }

    /** The form on a page, with what was typed and what is wrong with it. */
    Page on(Page page, String fund, FormFields typed, List<FieldError> errors) {
        var token = typed.text(TOKEN);
        return page.with("candidacy", transactions.run(c -> forms.of(c, fund)))
                .with("typed", typed)
                .with("errors", errors)
                .with("token", token.isEmpty() ? UlidCreator.getUlid().toString() : token);
    }

    /**
     * Receives a form.
     *
     * @param by the id of who fills it in; null for the merchant itself
     */
    Received receive(String fund, Channel channel, FormFields typed, @Nullable String by) {
        var token = typed.text(TOKEN);
        if (token.isEmpty() || token.length() > LONGEST_TOKEN || !token.chars().allMatch(Receiving::isPlain)) {
            throw new ProblemFound(Kind.MALFORMED);
        }
        return transactions.run(c -> {
            var filling = ConventioningWording.filling(typed);
            var told = forms.of(c, fund).read(typed, filling);
            if (told.isEmpty()) {
                return new Received.Wrong(filling.problems());
            }
            return switch (applying.open(c, fund, channel, told.get(), by, token)) {
                case Applying.Outcome.Opened(var candidacy) -> new Received.Opened(candidacy);
                case Applying.Outcome.Taken(var other) ->
                    new Received.Wrong(List.of(new FieldError(CandidacyForm.SIRET, Applying.said(other))));
            };
        });
    }

    private static boolean isPlain(int character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }
}
