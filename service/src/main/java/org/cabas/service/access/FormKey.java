package org.cabas.service.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a form carries to prove that it was written for whoever sends it: a code derived from the secret of their cookie, which
 * no other site can read. The code is masked anew in every page, so that compressed answers of different lengths tell nothing
 * about it (the BREACH attack).
 */
public final class FormKey {
    private static final int LENGTH = 32;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String secret;
    private final byte[] code;

    FormKey(String secret) {
        this.secret = secret;
        this.code = mac("form");
    }

    /** What goes into the hidden field {@code csrf} or the header {@code X-CSRF-Token}; another text each time. */
    public String token() {
        var mask = Tokens.bytes(LENGTH);
        var token = Arrays.copyOf(mask, 2 * LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            token[LENGTH + i] = (byte) (mask[i] ^ code[i]);
        }
        return ENCODER.encodeToString(token);
    }

    /** Whether a token was made by this key. */
    public boolean matches(@Nullable String token) {
        if (token == null || token.length() > 4 * LENGTH) {
            return false;
        }
        byte[] given;
        try {
            given = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
        if (given.length != 2 * LENGTH) {
            return false;
        }
        var unmasked = new byte[LENGTH];
        for (var i = 0; i < LENGTH; i++) {
            unmasked[i] = (byte) (given[i] ^ given[LENGTH + i]);
        }
        return MessageDigest.isEqual(unmasked, code);
    }

    /** A text that only this caller's cookie can have signed; see {@link #signed}. */
    public String sign(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(bytes) + "." + ENCODER.encodeToString(mac("text:" + text));
    }

    /** The text of {@link #sign}; null where it was not signed with this key. */
    public @Nullable String signed(String signed) {
        var parts = signed.split("\\.", -1);
        try {
            if (parts.length == 2) {
                var text = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
                return MessageDigest.isEqual(
                                mac("text:" + text), Base64.getUrlDecoder().decode(parts[1]))
                        ? text
                        : null;
            }
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
        return null;
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "FormKey";
    }
}
