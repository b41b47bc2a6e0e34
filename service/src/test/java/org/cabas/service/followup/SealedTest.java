package org.cabas.service.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cabas.workflows.followup.FollowUpProcess.ACTIONS;
import static org.cabas.workflows.followup.FollowUpProcess.CHECK_UP;
import static org.cabas.workflows.followup.FollowUpProcess.CONSENT;
import static org.cabas.workflows.followup.FollowUpProcess.CONSENT_WITHDRAWN;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.TestDatabase;
import org.cabas.service.access.FormFields;
import org.cabas.service.authorization.Town;
import org.cabas.service.casefile.TaskForm.Filled;
import org.cabas.service.followup.HealthKeys.Held;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What somebody says of their health is in the database under a key of their own, and gone with it. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class SealedTest implements OnTestDatabase {
    private static final String CONSENT_WORDS = "Je veux bien, dit la grenouille";
    private static final String NURSE_S_WORDS = "Évoque un vieux moulin";
    private static final String ACTION_WORDS = "Atelier des sept potages";

    @Inject
    ApplicationContext context;

    private Ward gers;

    @BeforeAll
    void found() {
        Town.found(context, "gers");
        gers = new Ward(context, "gers");
    }

    /** Somebody who said a lot. */
    private String followed(String name) {
        var file = gers.consenting(name, CONSENT_WORDS);
        var answers = gers.answers(7);
        answers.put("hea_words", NURSE_S_WORDS);
        answers.put("hea_health", "very-bad");
        gers.done(file, CHECK_UP, answers);
        gers.step(file, "protocol");
        gers.done(file, ACTIONS, Map.of("hea_actions_day", gers.today().toString(), "hea_actions_words", ACTION_WORDS));
        return file;
    }

    private List<byte[]> sealed(String file) {
        return gers.all("select to_base64(sealed) from health_record where case_id = '" + file + "'").stream()
                .map(text -> Base64.getMimeDecoder().decode(text))
                .toList();
    }

    @Test
    void nothing_that_was_said_can_be_read_in_any_table() {
        var file = followed("Personne lue par personne");
        var everything = gers.everything().toString();
        assertThat(everything)
                .contains("Personne lue par personne")
                .doesNotContain(
                        "grenouille",
                        "moulin",
                        "potages",
                        "very-bad",
                        "\"fies\"",
                        "\"portions\"",
                        "accompagnement individuel,",
                        "\"prevention\"");
        var panel = gers.about(file, (c, f) -> gers.bean(Overview.class).panel(c, f))
                .model();
        assertThat(panel.get("consentWords")).isEqualTo(CONSENT_WORDS);
        assertThat(String.valueOf(panel.get("rows"))).contains("7 sur 8", "Très mauvais");
        assertThat(String.valueOf(panel.get("said"))).contains(NURSE_S_WORDS, ACTION_WORDS);
        assertThat(String.valueOf(panel.get("asked"))).contains("action de prévention");
    }

    @Test
    void the_way_a_file_goes_does_not_tell_what_was_answered() {
        var ways = new ArrayList<String>();
        for (var yes : List.of(0, 3, 4, 8)) {
            var file = gers.consenting("Personne à " + yes, "Oui.");
            gers.done(file, CHECK_UP, gers.answers(yes));
            ways.add(gers.step(file, "protocol"));
        }
        assertThat(Set.copyOf(ways))
                .as("what the engine is told of very different answers")
                .hasSize(1);
        assertThat(ways.getFirst()).contains("\"actions\":true", "\"next\":true");
    }

    @Test
    void what_is_sealed_tells_nothing_by_its_length() {
        var lengths = new ArrayList<Integer>();
        for (var yes : List.of(0, 8)) {
            var file = gers.consenting("Personne longue de " + yes, "Oui.");
            var answers = gers.answers(yes);
            answers.put("hea_weight", yes == 8 ? "112,5" : "");
            answers.put("hea_health", yes == 8 ? "unanswered" : "bad");
            gers.done(file, CHECK_UP, answers);
            lengths.addAll(gers
                    .all("select length(sealed) from health_record where kind = 'CHECK_UP' and case_id = '" + file
                            + "'")
                    .stream()
                    .map(Integer::valueOf)
                    .toList());
        }
        assertThat(lengths).hasSize(2);
        assertThat(lengths.getFirst()).isEqualTo(lengths.getLast());
    }

    @Test
    void what_is_sealed_for_one_file_and_kind_can_not_be_read_as_another() {
        var key = new SecretKeySpec(Envelope.random(Envelope.KEY), "AES");
        var plain = "Tout va bien".getBytes(StandardCharsets.UTF_8);
        var sealed = Envelope.seal(key, HealthRecords.about("dos_1", "consent", "hea_1"), plain, 64);
        assertThat(Envelope.open(key, HealthRecords.about("dos_1", "consent", "hea_1"), sealed))
                .hasValue(plain);
        assertThat(Envelope.open(key, HealthRecords.about("dos_2", "consent", "hea_1"), sealed))
                .isEmpty();
        assertThat(Envelope.open(key, HealthRecords.about("dos_1", "check_up", "hea_1"), sealed))
                .isEmpty();
        assertThat(Envelope.open(
                        new SecretKeySpec(Envelope.random(Envelope.KEY), "AES"),
                        HealthRecords.about("dos_1", "consent", "hea_1"),
                        sealed))
                .isEmpty();
        for (var at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThat(Envelope.open(key, HealthRecords.about("dos_1", "consent", "hea_1"), changed))
                    .isEmpty();
        }
        assertThat(Envelope.open(key, "x", new byte[3])).isEmpty();
    }

    @Test
    void two_people_have_two_keys_and_nobody_s_is_in_clear() {
        var one = followed("Personne à clé");
        var other = followed("Personne à autre clé");
        var keys = List.of(one, other).stream()
                .map(file -> gers.run(c -> gers.bean(HealthKeys.class)
                        .of(c, gers.bean(FollowUps.class).of(c, file).member())))
                .map(held -> ((Held.Own) held).key().getEncoded())
                .toList();
        assertThat(keys.getFirst()).isNotEqualTo(keys.getLast());
        var everything = gers.everything().toString();
        for (var key : keys) {
            assertThat(everything).doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void consent_that_is_withdrawn_leaves_nothing_that_anyone_can_read_and_the_household_as_it_was() {
        var file = followed("Personne qui retire");
        var member = gers.followUp(file).member();
        var copies = sealed(file);
        var ids = gers.all("select concat(lower(kind), '|', id) from health_record where case_id = '" + file + "'");
        gers.run(c -> {
            var kind = gers.bean(FollowUpKind.class);
            var locked = gers.bean(org.cabas.service.casefile.CaseFiles.class).locked(c, file);
            var note = kind.vault().orElseThrow().seal(c, locked, "note", "Rappeler mardi".getBytes());
            try (var insert = c.prepareStatement(
                    "insert into case_note (case_id, at, person_id, sealed) values (?, utc_timestamp(), ?, ?)")) {
                insert.setString(1, file);
                insert.setString(2, gers.who.id());
                insert.setBytes(3, note);
                return insert.executeUpdate();
            }
        });
        gers.ask(file, CHECK_UP);
        var household = gers.all("select concat_ws('|', m.id, m.name, m.status, h.id, h.adults) from member m"
                + " join household h on h.id = m.household_id where m.id = '" + member + "'");

        assertThat(gers.withdraw(file)).isTrue();

        assertThat(gers.all("select count(*) from health_record where case_id = '" + file + "'"))
                .containsExactly("0");
        assertThat(gers.all("select count(*) from check_up where case_id = '" + file + "'"))
                .containsExactly("0");
        assertThat(gers.all("select count(*) from case_note where case_id = '" + file + "'"))
                .containsExactly("0");
        assertThat(gers.all("select ifnull(wrapped, 'gone') from health_key where member_id = '" + member + "'"))
                .containsExactly("gone");
        assertThat(gers.file(file).isOpen()).isFalse();
        assertThat(gers.file(file).stage()).isEqualTo("withdrawn");
        assertThat(gers.open(file, CHECK_UP)).isEmpty();
        assertThat(gers.all("select name from engine_command where kind = 'TELL' and case_id = '" + file + "'"))
                .containsExactly(CONSENT_WITHDRAWN);
        assertThat(gers.all("select concat_ws('|', m.id, m.name, m.status, h.id, h.adults) from member m"
                        + " join household h on h.id = m.household_id where m.id = '" + member + "'"))
                .isEqualTo(household);

        // Whoever had copied the sealed rows before, and has the master key, can't open them by anything that is left.
        var master = new SecretKeySpec(Base64.getDecoder().decode(TestDatabase.HEALTH_KEY), "AES");
        assertThat(copies).hasSize(3).hasSameSizeAs(ids);
        for (var i = 0; i < copies.size(); i++) {
            assertThat(Envelope.open(master, file + "|" + ids.get(i), copies.get(i)))
                    .isEmpty();
        }
        assertThat(gers.held(member)).isInstanceOf(Held.None.class);
        assertThat(gers.withdraw(file)).as("a second time").isFalse();
        gers.step(file, "withdraw");
        assertThat(gers.all("select count(*) from engine_job where state = 'PARKED'"))
                .containsExactly("0");
    }

    @Test
    void who_withdrew_can_begin_again_with_a_new_key() {
        var file = followed("Personne qui revient");
        var member = gers.followUp(file).member();
        gers.withdraw(file);
        var again = ((Offering.Outcome.Offered) gers.bean(Offering.class).offer(gers.who, "gers", member)).caseFile();
        assertThat(again).isNotEqualTo(file);
        gers.done(again, CONSENT, gers.consent("Me revoilà"));
        assertThat(gers.held(member)).isInstanceOf(Held.Own.class);
        assertThat(gers.withdraw(file))
                .as("from the page of the first file: that one has nothing left")
                .isFalse();
        assertThat(gers.withdraw(again)).isTrue();
    }

    @Test
    void the_consent_can_be_taken_back_after_the_end_too() {
        var file = followed("Personne d’après");
        gers.step(file, "close");
        assertThat(gers.file(file).stage()).isEqualTo("closed");
        assertThat(sealed(file)).isNotEmpty();
        assertThat(gers.withdraw(file)).isTrue();
        assertThat(sealed(file)).isEmpty();
        assertThat(gers.file(file).stage()).isEqualTo("withdrawn");
        assertThat(gers.all("select count(*) from engine_command where kind = 'TELL' and case_id = '" + file + "'"))
                .as("there is no process left to be told")
                .containsExactly("0");
    }

    @Test
    void without_a_key_nobody_is_followed_and_with_another_one_nothing_is_taken_for_missing() {
        var file = followed("Personne d’une autre clé");
        var member = gers.followUp(file).member();
        var clock = gers.bean(Clock.class);
        var none = new HealthKeys(new MasterKey(new HealthSettings("")), clock);
        assertThat(none.isSetUp()).isFalse();
        assertThat(gers.held(none, member)).isEqualTo(new Held.OutOfReach(false));
        var otherKey = Base64.getEncoder().encodeToString(Envelope.random(Envelope.KEY));
        var other = new HealthKeys(new MasterKey(new HealthSettings(otherKey)), clock);
        assertThat(gers.held(other, member)).isEqualTo(new Held.OutOfReach(true));
        var offered = gers.offer("Personne trop tôt");
        var followUps = gers.bean(FollowUps.class);
        var form = new ConsentForm(new Desk(followUps, none, clock), followUps, none, gers.bean(HealthRecords.class));
        var filled = gers.about(offered, (c, f) -> form.fill(c, gers.who, f, FormFields.of(gers.consent("Oui."))));
        assertThat(((Filled.Wrong) filled).problems().getFirst().text()).contains("CABAS_HEALTH_KEY");
        var panel = gers.about(
                file,
                (c, f) -> new Overview(
                                new Desk(gers.bean(FollowUps.class), other, clock),
                                gers.bean(CheckUps.class),
                                gers.bean(HealthRecords.class))
                        .panel(c, f));
        assertThat(String.valueOf(panel.model().get("trouble"))).contains("n’est pas celle");
        assertThat(panel.model().get("rows")).isEqualTo(List.of());
    }

    @Test
    void a_key_that_is_none_is_told_at_once_and_not_repeated() {
        for (var wrong : List.of("secret", "c2VjcmV0", Base64.getEncoder().encodeToString(new byte[31]))) {
            assertThatThrownBy(() -> new MasterKey(new HealthSettings(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("32 octets")
                    .hasMessageNotContaining(wrong);
        }
        assertThat(new HealthSettings("c2VjcmV0").toString()).doesNotContain("c2VjcmV0");
    }

    @Test
    void answers_are_read_as_they_were_written() {
        var answers = new Answers(
                List.of("yes", "no", "unknown", "refused", "no", "no", "no", "yes"),
                "good",
                "yes",
                "none",
                0,
                null,
                120,
                80);
        var json = gers.bean(HealthRecords.class);
        assertThat(Answers.read(json.read(json.written(answers.written())))).isEqualTo(answers);
        assertThat(answers.score()).as("a missing answer is no zero").isEmpty();
        var all = new HashMap<Integer, String>();
        for (var yes = 0; yes <= Fies.QUESTIONS; yes++) {
            var said = new ArrayList<String>();
            for (var n = 1; n <= Fies.QUESTIONS; n++) {
                said.add(n <= yes ? "yes" : "no");
            }
            all.put(yes, said.stream().collect(Collectors.joining()));
            assertThat(Fies.score(said)).hasValue(yes);
        }
        assertThat(Fies.score(List.of())).isEmpty();
    }
}
