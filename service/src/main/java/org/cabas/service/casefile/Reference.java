package org.cabas.service.casefile;

import java.security.SecureRandom;

/** Numbers that who applied is given to quote, told on the telephone: {@code K7P2-9MXA}. */
public final class Reference {
    /** Crockford's alphabet in capitals. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int HALF = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Reference() {}

    /** A new one, of a trillion. */
    public static String draw() {
        var number = new StringBuilder();
        for (var i = 0; i < 2 * HALF; i++) {
            number.append(i == HALF ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }
}
