package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.jspecify.annotations.Nullable;

/** Completes a candidacy whose merchant had not told everything yet. */
@Singleton
class CompleteForm implements TaskForm {
    private final Candidacies candidacies;
    private final Applying applying;
    private final ConventioningTables tables;
    private final Forms forms;

    CompleteForm(Candidacies candidacies, Applying applying, ConventioningTables tables, Forms forms) {
        this.candidacies = candidacies;
        this.applying = applying;
        this.tables = tables;
        this.forms = forms;
    }

    @Override
    public String element() {
        return ConventioningProcess.COMPLETE_APPLICATION;
    }

    @Override
    public String view() {
        return "conventioning/forms :: complete";
    }

    @Override
    public String verb() {
        return ConventioningWording.say("verb.complete");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var told = candidacies.of(connection, file.id()).told();
        var form = forms.whole(connection, file);
        return Map.of(
                "missing", tables.missing(FundRules.of(connection, file.fundId()), told),
                "candidacy", form,
                "known", form.filledIn(told));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var filling = ConventioningWording.filling(fields);
        var told = forms.whole(connection, file).read(fields, filling);
        if (told.isPresent() && told.get().siret().isPresent()) {
            applying.taken(connection, file, told.get().siret().get())
                    .ifPresent(other -> filling.wrongInWords(CandidacyForm.SIRET, Applying.said(other)));
        }
        if (told.isEmpty() || !filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        candidacies.tell(connection, file.id(), told.get());
        return new Filled.Done(Map.of(), "conventioning.completed", "");
    }
}
