package org.cabas.service.enrollment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.cabas.service.access.Email;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.FormFields.Field;
import org.cabas.service.enrollment.Application.Told;

/**
 * The fields of an application, for whoever fills them in: {@code enrollment/application :: fields}.
 *
 * @param questions what the admission table asks
 * @param referrals who may have sent the household; one or none where that is known already
 * @param whole whether every question wants an answer: otherwise what is missing may come later
 */
public record ApplicationForm(List<Question> questions, List<Referral> referrals, boolean whole) {
    /** A number of ten digits as in France, or an international one. */
    private static final Pattern PHONE = Pattern.compile("0[1-9][0-9]{8}|(\\+|00)[1-9][0-9]{7,14}");

    private static final int LONGEST_ANSWER = 400;

    /** What was read: nothing where something is wrong. */
    Optional<Told> read(FormFields fields, Filling filling) {
        var name = filling.text("app_name", Application.LONGEST_NAME);
        if (name.isBlank()) {
            filling.wrong("app_name", "wrong.name");
        }
        var email = email(fields, filling);
        var phone = phone(fields, filling);
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
        var answers = answers(fields, filling);
        return filling.isRight()
                ? Optional.of(new Told(name, email, phone, town, language, adults, children, referral, answers))
                : Optional.empty();
    }

    private static String email(FormFields fields, Filling filling) {
        var typed = fields.text("app_email");
        if (typed.isEmpty()) {
            return "";
        }
        var email = Email.read(typed);
        if (email.isEmpty()) {
            filling.wrong("app_email", "wrong.email");
        }
        return email.map(Email::address).orElse("");
    }

    private static String phone(FormFields fields, Filling filling) {
        var typed = fields.text("app_phone");
        if (typed.isEmpty()) {
            if (fields.text("app_email").isEmpty()) {
                filling.wrong("app_phone", "wrong.contact");
            }
            return "";
        }
        var dialled = typed.replaceAll("[\\s.\u00a0-]", "").replace("(0)", "");
        if (typed.length() > Application.LONGEST_PHONE
                || !PHONE.matcher(dialled).matches()) {
            filling.wrong("app_phone", "wrong.phone");
        }
        return typed;
    }

    private Referral referral(FormFields fields, Filling filling) {
        if (referrals.size() == 1) {
            return referrals.getFirst();
        }
        var chosen = filling.choice(
                "app_referral", referrals.stream().map(Referral::code).collect(Collectors.toSet()), "wrong.referral");
        return Referral.ofCode(chosen).orElse(Referral.UNKNOWN);
    }

    private Map<String, String> answers(FormFields fields, Filling filling) {
        var answers = new HashMap<String, String>();
        for (var question : questions) {
            var answer = question.answer(fields);
            if (answer.isEmpty()) {
                if (whole) {
                    filling.wrong(question.field(), "wrong.answer", question.label());
                }
            } else if (answer.length() > LONGEST_ANSWER) {
                filling.wrong(question.field(), "wrong.long", LONGEST_ANSWER);
            } else if (CellGrammar.value(question.column(), answer) instanceof Parsed.Bad<Value>(var messages)) {
                filling.wrongInWords(question.field(), String.join(" ", messages));
            } else {
                answers.put(question.column().id(), answer);
            }
        }
        return answers;
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
        for (var question : questions) {
            var answer = told.answers().getOrDefault(question.column().id(), "");
            if (answer.equals(Wording.UNKNOWN)) {
                fields.add(new Field(question.unknownField(), answer));
            } else {
                Arrays.stream(answer.split(Pattern.quote(Wording.OR)))
                        .forEach(each -> fields.add(new Field(question.field(), each)));
            }
        }
        return new FormFields(fields);
    }
}
