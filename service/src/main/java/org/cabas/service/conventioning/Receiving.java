package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.util.List;
import org.cabas.service.access.FormFields;
import org.cabas.service.casefile.FormOnce;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.jspecify.annotations.Nullable;

/** Receives candidacies from whoever fills them in: the same form for all, and one file however often it is sent. */
@Singleton
class Receiving {
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

    /** The form on a page, with what was typed; the page tells what is wrong with it. */
    Page on(Page page, String fund, FormFields typed) {
        return FormOnce.on(page, typed)
                .with("candidacy", transactions.run(c -> forms.of(c, fund)))
                .with("typed", typed);
    }

    /**
     * Receives a form.
     *
     * @param by the id of who fills it in; null for the merchant itself
     */
    Received receive(String fund, Channel channel, FormFields typed, @Nullable String by) {
        var once = FormOnce.of(typed);
        return transactions.run(c -> {
            var filling = ConventioningWording.filling(typed);
            var told = forms.of(c, fund).read(typed, filling);
            if (told.isEmpty()) {
                return new Received.Wrong(filling.problems());
            }
            return switch (applying.open(c, fund, channel, told.get(), by, once)) {
                case Applying.Outcome.Opened(var candidacy) -> new Received.Opened(candidacy);
                case Applying.Outcome.Taken(var other) ->
                    new Received.Wrong(List.of(new FieldError(CandidacyForm.SIRET, Applying.said(other))));
            };
        });
    }
}
