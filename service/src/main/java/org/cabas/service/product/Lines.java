package org.cabas.service.product;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file in UTF-8, one at a time, compressed by gzip or not. A line that is too long or not UTF-8
 * is read to its end and told as such, so that no file can fill the memory and no bad line hides the others.
 */
final class Lines implements AutoCloseable {
    /** The longest products of Open Food Facts, with all their fields, have less than a tenth of it. */
    static final int LONGEST_LINE = 8 << 20;

    private static final int BUFFER = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER);
    private long number;

    private Lines(InputStream bytes) {
        this.bytes = bytes;
    }

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param text null where it can't be read
     * @param fault what is wrong with it, in French; empty where it can be read
     */
    record Line(long number, @Nullable String text, String fault) {}

    static Lines of(Path file) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(GZIP.length);
            var head = raw.readNBytes(GZIP.length);
            raw.reset();
            return new Lines(
                    java.util.Arrays.equals(head, GZIP)
                            ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER)
                            : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The next line; null after the last. */
    @Nullable
    Line next() throws IOException {
        line.reset();
        var read = 0L;
        var next = bytes.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = bytes.read()) {
            if (read++ < LONGEST_LINE) {
                line.write(next);
            }
        }
        number++;
        return read > LONGEST_LINE
                ? new Line(number, null, ImportWording.say("line.too.long", LONGEST_LINE))
                : decoded(line.toByteArray());
    }

    private Line decoded(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                text = text.substring(1);
            }
            return new Line(number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, "");
        } catch (CharacterCodingException e) {
            return new Line(number, null, ImportWording.say("line.not.utf8"));
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
