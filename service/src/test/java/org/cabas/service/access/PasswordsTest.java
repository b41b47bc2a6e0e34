package org.cabas.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final Email EMAIL = new Email("prenom.de.famille@exemple.fr");

    private final Passwords passwords = new Passwords();

    @Test
    void a_hash_names_argon2id_and_the_parameters_that_owasp_recommends_and_is_new_each_time() {
        var hash = passwords.hash("une phrase assez longue");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.hash("une phrase assez longue")).isNotEqualTo(hash);
        assertThat(passwords.isOutdated(hash)).isFalse();
        assertThat(passwords.isOutdated(hash.replace("m=19456", "m=4096"))).isTrue();
    }

    @Test
    void the_right_password_matches_however_its_accents_were_typed() {
        var hash = passwords.hash("un caf\u00e9 cr\u00e8me au march\u00e9");
        assertThat(passwords.matches("un cafe\u0301 cre\u0300me au marche\u0301", hash))
                .isTrue();
        assertThat(passwords.matches("un cafe creme au marche", hash)).isFalse();
    }

    @Test
    void nothing_matches_where_there_is_no_account_and_it_takes_as_long() {
        var hash = passwords.hash("une phrase assez longue");
        var known = Long.MAX_VALUE;
        var unknown = Long.MAX_VALUE;
        // The shortest of several: what the machine does beside can only make one longer.
        for (var i = 0; i < 8; i++) {
            known = Math.min(known, nanos("une autre phrase", hash));
            unknown = Math.min(unknown, nanos("une autre phrase", null));
        }
        assertThat((double) unknown / known).isBetween(0.4, 2.5);
    }

    private long nanos(String password, @Nullable String hash) {
        var begun = System.nanoTime();
        assertThat(passwords.matches(password, hash)).isFalse();
        return System.nanoTime() - begun;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onze signes",
                "azertyuiop123",
                "AZERTYuiop123",
                "Mot De Passe",
                "abababababababab",
                "Prenom.De.Famille@exemple.fr",
                "prenom.de.famille"
            })
    void what_is_tried_first_is_refused(String password) {
        assertThat(passwords.objection(password, EMAIL)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"douze signes", "le panier du samedi", "\ud83e\udd55\ud83e\udd6c et encore dix", "zx8!kQp0-wLm"})
    void no_kind_of_characters_is_asked_for(String password) {
        assertThat(passwords.objection(password, EMAIL)).isEmpty();
    }
}
