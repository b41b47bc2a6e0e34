package org.cabas.service.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address that people sign in with.
 *
 * @param address in lower case: nobody has two accounts that differ by a capital
 */
public record Email(String address) {
    /** As wide as a mistake can be told from an address; whether it exists only a message would show. */
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@<>\"(),:;\\[\\]\\\\]{1,64}@[^\\s@<>\"(),:;\\[\\]\\\\]{1,180}");

    /** RFC 5321, 4.5.3.1.3. */
    private static final int LONGEST = 254;

    /** The address that someone typed; none where it can't be one. */
    public static Optional<Email> read(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        var address = typed.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST && SHAPE.matcher(address).matches()
                ? Optional.of(new Email(address))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Email";
    }
}
