package org.cabas.service.followup;

import io.micronaut.context.annotation.Context;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key that seals people's own keys. It is in the configuration and nowhere else; without it everything but follow-ups works. */
@Context // a key that is none is told when the service starts, not when a nurse has somebody before her
final class MasterKey {
    /** What tells one master key from another, in bytes. */
    private static final int MARK = 8;

    private final @Nullable SecretKey key;
    private final byte[] mark;

    MasterKey(HealthSettings settings) {
        var written = settings.key().strip();
        key = written.isEmpty() ? null : new SecretKeySpec(bytes(written), "AES");
        mark = key == null ? new byte[MARK] : mark(key);
    }

    private static byte[] bytes(String written) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(written);
        } catch (IllegalArgumentException unreadable) {
            bytes = new byte[0];
        }
        if (bytes.length != Envelope.KEY) {
            throw new IllegalArgumentException("CABAS_HEALTH_KEY : il faut 32 octets aléatoires en Base64, par exemple"
                    + " ceux de « openssl rand -base64 32 »");
        }
        return bytes;
    }

    private static byte[] mark(SecretKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return Arrays.copyOf(
                    mac.doFinal("cabas.health.key".getBytes(java.nio.charset.StandardCharsets.UTF_8)), MARK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }

    /** Whether there is one. */
    boolean isSet() {
        return key != null;
    }

    /** What tells it from another, and nothing else about it. */
    byte[] mark() {
        return mark.clone();
    }

    /** Whether it is the one of that mark. */
    boolean is(byte[] other) {
        return isSet() && Arrays.equals(mark, other);
    }

    /** Seals a person's key. */
    byte[] wrap(String person, byte[] own) {
        if (key == null) {
            throw new IllegalStateException("no cabas.health.key");
        }
        return Envelope.seal(key, about(person), own, 1);
    }

    /** A person's key. */
    Optional<SecretKey> unwrap(String person, byte[] wrapped) {
        return key == null
                ? Optional.empty()
                : Envelope.open(key, about(person), wrapped).map(own -> new SecretKeySpec(own, "AES"));
    }

    private static String about(String person) {
        return "health-key|" + person;
    }
}
