package org.cabas.rules.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip files made and changed part by part. */
final class Zips {
    private Zips() {}

    static byte[] of(Map<String, byte[]> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    /** The file with one part more, or another in its place. */
    static byte[] with(byte[] file, String name, String text) throws IOException {
        var parts = parts(file);
        parts.put(name, text.getBytes(StandardCharsets.UTF_8));
        return of(parts);
    }

    /** The file with a part rewritten. */
    static byte[] rewritten(byte[] file, String name, UnaryOperator<String> change) throws IOException {
        var before = text(file, name);
        var after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException("nothing changed in " + before);
        }
        return with(file, name, after);
    }

    static String text(byte[] file, String name) {
        return new String(parts(file).getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> parts(byte[] file) {
        if (!(Archive.unpack(file) instanceof Parsed.Good<Archive>(var archive))) {
            throw new IllegalStateException("no zip file");
        }
        var parts = new LinkedHashMap<String, byte[]>();
        archive.names().forEach(name -> parts.put(name, archive.part(name).orElseThrow()));
        return parts;
    }
}
