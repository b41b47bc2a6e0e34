package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.util.List;
import org.cabas.service.access.FormFields;
import org.cabas.service.casefile.FormOnce;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.jspecify.annotations.Nullable;

/** Receives applications from whoever fills them in: the same form for all, and one file however often it is sent. */
@Singleton
class Intake {
    private final Forms forms;
    private final Applying applying;
    private final Transactions transactions;

    Intake(Forms forms, Applying applying, Transactions transactions) {
        this.forms = forms;
        this.applying = applying;
        this.transactions = transactions;
    }

    /** What became of a form. */
    sealed interface Received {

        /** A file is open. */
        record Opened(Application application) implements Received {}

        /** Everything that is wrong, each at its field. */
        record Wrong(List<FieldError> problems) implements Received {}
    }

    /** The form on a page, with what was typed; the page tells what is wrong with it. */
    Page on(Page page, String fund, List<Referral> referrals, FormFields typed) {
        return FormOnce.on(page, typed)
                .with("application", transactions.run(c -> forms.of(c, fund, referrals)))
                .with("typed", typed);
    }

    /**
     * Receives a form.
     *
     * @param by the id of who fills it in; null for the household itself
     */
    Received receive(String fund, Channel channel, List<Referral> referrals, FormFields typed, @Nullable String by) {
        var once = FormOnce.of(typed);
        var filling = EnrollmentWording.filling(typed);
        var told = transactions.run(c -> forms.of(c, fund, referrals)).read(typed, filling);
        return told.isEmpty()
                ? new Received.Wrong(filling.problems())
                : new Received.Opened(applying.apply(fund, channel, told.get(), by, once));
    }
}
