package org.cabas.service.followup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Sealing with AES-256 in Galois/Counter mode (NIST SP 800-38D): nobody reads or changes what is sealed without the key, nor takes it for
 * something else than what it is about. A nonce of 96 random bits for each; one person's key seals a few hundred things at most, far from
 * the 2^32 after which nonces might meet. What is sealed is filled up to whole blocks: its length doesn't tell what was answered.
 */
final class Envelope {
    /** Of a key, in bytes. */
    static final int KEY = 32;

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Envelope() {}

    /** Random bytes. */
    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Seals bytes.
     *
     * @param about what they are; the same has to be told to {@link #open}
     * @param block the length is a multiple of it, so that lengths tell little; 1 for the length as it is
     * @return version, nonce, and what is sealed with its tag
     */
    static byte[] seal(SecretKey key, String about, byte[] plain, int block) {
        var length = Math.ceilDiv(Integer.BYTES + plain.length, block) * block;
        var filled = ByteBuffer.allocate(length).putInt(plain.length).put(plain).array();
        var nonce = random(NONCE);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, about);
            var sealed = cipher.doFinal(filled);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        } finally {
            Arrays.fill(filled, (byte) 0);
        }
    }

    /** The bytes again; empty where it was sealed by another key, as something else, or was changed. */
    static Optional<byte[]> open(SecretKey key, String about, byte[] sealed) {
        if (sealed.length < 1 + NONCE + TAG_BITS / Byte.SIZE || sealed[0] != VERSION) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(sealed, 1, 1 + NONCE), about);
            var filled = ByteBuffer.wrap(cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE));
            var plain = new byte[filled.getInt()];
            filled.get(plain);
            return Optional.of(plain);
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String about) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
