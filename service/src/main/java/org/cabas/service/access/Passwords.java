package org.cabas.service.access;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Passwords: hashed with Argon2id, 19 MiB of memory, 2 passes and 1 lane, the first choice of the OWASP Password Storage Cheat
 * Sheet. Only a few are hashed at once, so that a flood of sign-ins costs time and not the machine's memory.
 */
@Singleton
public class Passwords {
    /** NIST SP 800-63B-4 asks for 15 where nothing else protects, 8 where something does; and for no composition rules. */
    public static final int SHORTEST = 12;

    /** A sentence fits; hashing more would only cost time. */
    public static final int LONGEST = 200;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** At 19 MiB each, 76 MiB at most; two cores are busy with two. */
    private static final int AT_ONCE = 4;

    private static final long LONGEST_WAIT_SECONDS = 5;
    private static final Set<String> COMMON = common();

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final String nobodys = encoder.encode(Tokens.create());

    /** Thrown where too many passwords wait to be hashed; the same request succeeds later. */
    public static class TooMany extends RuntimeException {
        TooMany() {
            super("too many passwords at once", null, false, false);
        }
    }

    /** What is wrong with a new password, in French; none where it is good enough. */
    public Optional<String> objection(String password, Email email) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(
                    "Choisissez au moins " + SHORTEST + " caractères\u00a0: une courte phrase convient bien.");
        }
        if (length > LONGEST) {
            return Optional.of("Choisissez au plus " + LONGEST + " caractères.");
        }
        var plain = password.toLowerCase(Locale.ROOT).strip();
        if (plain.equals(email.address()) || plain.equals(email.address().replaceAll("@.*", ""))) {
            return Optional.of("Choisissez autre chose que votre adresse électronique.");
        }
        if (COMMON.contains(plain) || plain.codePoints().distinct().count() < 4) {
            return Optional.of("Ce mot de passe est parmi les premiers que l’on essaie\u00a0: choisissez-en un autre.");
        }
        return Optional.empty();
    }

    /** What is stored of a password: algorithm, parameters, salt and hash in one text. */
    public String hash(String password) {
        return inTurn(() -> encoder.encode(normal(password)));
    }

    /**
     * Whether it is the password of a stored hash. It takes as long where there is none, so that nobody learns from the time
     * whether an account exists.
     */
    public boolean matches(String password, @Nullable String hash) {
        var right = inTurn(() -> encoder.matches(normal(password), hash == null ? nobodys : hash));
        return right && hash != null;
    }

    /** Whether a stored hash was made with weaker parameters than today's. */
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private interface Hashing<T> {
        T run();
    }

    private <T> T inTurn(Hashing<T> hashing) {
        try {
            if (!places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new TooMany();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooMany();
        }
        try {
            return hashing.run();
        } finally {
            places.release();
        }
    }

    /** The same characters however a keyboard composes its accents. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static Set<String> common() {
        try (var file = Passwords.class.getResourceAsStream("/access/common-passwords.txt")) {
            if (file == null) {
                throw new IllegalStateException("the list of common passwords is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
