package org.cabas.service.conventioning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.FormFields.Field;
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.merchant.Siret;
import org.cabas.service.page.Filling;
import org.cabas.service.page.Question;

/**
 * The fields of a candidacy, for whoever fills them in: {@code conventioning/candidacy :: fields}.
 *
 * @param questions what the fund's conventioning tables ask
 * @param whole whether every question wants an answer: otherwise what is missing may come later
 */
public record CandidacyForm(List<Question> questions, boolean whole) {
    /** What the names of its questions' fields begin with. */
    static final String NAME = "cand";

    static final String SIRET = "cand_siret";

    /** The families of products that a place may sell. */
    public List<Domain.Option> families() {
        return Vocabulary.PRODUCT_FAMILIES.options();
    }

    /** What was read: nothing where something is wrong. */
    Optional<Told> read(FormFields fields, Filling filling) {
        var name = filling.text("cand_name", Candidacy.LONGEST_NAME);
        if (name.isBlank()) {
            filling.wrong("cand_name", "wrong.name");
        }
        var siret = siret(fields, filling);
        var town = filling.text("cand_town", Candidacy.LONGEST_NAME);
        if (whole && town.isEmpty()) {
            filling.wrong("cand_town", "wrong.town");
        }
        var contact = filling.text("cand_contact", Candidacy.LONGEST_NAME);
        var phone = filling.phone("cand_phone");
        var email = filling.email("cand_email");
        if (phone.isEmpty() && fields.text("cand_email").isEmpty()) {
            filling.wrong("cand_phone", "wrong.contact");
        }
        var families = families("cand_families", fields, filling);
        var answers = Question.answers(questions, whole, fields, filling);
        return filling.isRight()
                ? Optional.of(new Told(name, contact, email, phone, siret, town, families, answers))
                : Optional.empty();
    }

    private Optional<Siret> siret(FormFields fields, Filling filling) {
        var typed = fields.text(SIRET);
        var siret = Siret.read(typed);
        if (typed.isEmpty() && whole) {
            filling.wrong(SIRET, "wrong.siret.missing");
        } else if (!typed.isEmpty() && siret.isEmpty()) {
            filling.wrong(SIRET, "wrong.siret");
        }
        return siret;
    }

    /** The codes of families that were chosen; a word that is no family is told. */
    static List<String> families(String field, FormFields fields, Filling filling) {
        var chosen = fields.texts(field).stream()
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        var unknown = chosen.stream()
                .filter(code -> Vocabulary.PRODUCT_FAMILIES.option(code).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            filling.wrong(field, "wrong.family");
        }
        return chosen;
    }

    /** The form filled in with what was told before. */
    FormFields filledIn(Told told) {
        var fields = new ArrayList<Field>();
        fields.add(new Field("cand_name", told.name()));
        fields.add(new Field(SIRET, told.siret().map(Siret::spaced).orElse("")));
        fields.add(new Field("cand_town", told.town()));
        fields.add(new Field("cand_contact", told.contact()));
        fields.add(new Field("cand_phone", told.phone()));
        fields.add(new Field("cand_email", told.email()));
        told.families().forEach(family -> fields.add(new Field("cand_families", family)));
        fields.addAll(Question.filledIn(questions, told.answers()));
        return new FormFields(fields);
    }
}
