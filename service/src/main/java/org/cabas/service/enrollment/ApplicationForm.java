package org.cabas.service.enrollment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.FormFields.Field;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.page.Filling;
import org.cabas.service.page.Question;

/**
 * The fields of an application, for whoever fills them in: {@code enrollment/application :: fields}.
 *
 * @param questions what the admission table asks
 * @param referrals who may have sent the household; one or none where that is known already
 * @param whole whether every question wants an answer: otherwise what is missing may come later
 */
public record ApplicationForm(List<Question> questions, List<Referral> referrals, boolean whole) {
    /** What was read: nothing where something is wrong. */
    Optional<Told> read(FormFields fields, Filling filling) {
        var name = filling.text("app_name", Application.LONGEST_NAME);
        if (name.isBlank()) {
            filling.wrong("app_name", "wrong.name");
        }
        var phone = filling.phone("app_phone");
        var email = filling.email("app_email");
        if (phone.isEmpty() && fields.text("app_email").isEmpty()) {
            filling.wrong("app_phone", "wrong.contact");
        }
        var town = filling.text("app_town", Application.LONGEST_NAME);
        if (whole && town.isEmpty()) {
            filling.wrong("app_town", "wrong.town");
        }
        var language = filling.text("app_language", Application.LONGEST_LANGUAGE);
        var adults = filling.number("app_adults", 1, Application.MOST_PEOPLE, "wrong.adults");
        var children = fields.text("app_children").isEmpty()
                ? 0
                : filling.number("app_children", 0, Application.MOST_PEOPLE - 1, "wrong.children");
        if (adults + children > Application.MOST_PEOPLE) {
            filling.wrong("app_children", "wrong.people", Application.MOST_PEOPLE);
        }
        var referral = referral(fields, filling);
        var answers = Question.answers(questions, whole, fields, filling);
        return filling.isRight()
                ? Optional.of(new Told(name, email, phone, town, language, adults, children, referral, answers))
                : Optional.empty();
    }

    private Referral referral(FormFields fields, Filling filling) {
        if (referrals.size() == 1) {
            return referrals.getFirst();
        }
        var chosen = filling.choice(
                "app_referral", referrals.stream().map(Referral::code).collect(Collectors.toSet()), "wrong.referral");
        return Referral.ofCode(chosen).orElse(Referral.UNKNOWN);
    }

    /** The form filled in with what was told before. */
    FormFields filledIn(Told told) {
        var fields = new ArrayList<Field>();
        fields.add(new Field("app_name", told.name()));
        fields.add(new Field("app_email", told.email()));
        fields.add(new Field("app_phone", told.phone()));
        fields.add(new Field("app_town", told.town()));
        fields.add(new Field("app_language", told.language()));
        fields.add(new Field("app_adults", String.valueOf(told.adults())));
        fields.add(new Field("app_children", String.valueOf(told.children())));
        fields.add(new Field("app_referral", told.referral().code()));
        fields.addAll(Question.filledIn(questions, told.answers()));
        return new FormFields(fields);
    }
}
