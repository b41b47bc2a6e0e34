package org.cabas.rules.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of a zip file, unpacked in memory under limits that are checked while unpacking, so that a bomb stops where
 * it begins to explode.
 */
final class Archive {
    /** A workbook of 10 000 rows unpacks to some 20 MB. */
    static final int MOST_BYTES = 64 * 1024 * 1024;

    /** A workbook has about fifteen parts, and one more a sheet. */
    static final int MOST_PARTS = 1_000;

    /** Sheets of like rows pack to a hundredth; bombs to a thousandth. */
    static final int HIGHEST_RATIO = 300;

    /** Below this, no ratio harms. */
    private static final int HARMLESS_BYTES = 8 * 1024 * 1024;

    private final Map<String, byte[]> parts;

    private Archive(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /** Unpacks a file, or says in one sentence why not. */
    static Parsed<Archive> unpack(byte[] file) {
        var parts = new LinkedHashMap<String, byte[]>();
        long left = Math.min(MOST_BYTES, Math.max(HARMLESS_BYTES, (long) HIGHEST_RATIO * file.length));
        try (var channel = new SeekableInMemoryByteChannel(file);
                var zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    return Parsed.bad(
                            "Le classeur est protégé par un mot de passe\u00a0: enregistrez-le sans mot de passe.");
                }
                byte[] bytes;
                try (var content = zip.getInputStream(entry)) {
                    bytes = content.readNBytes((int) left + 1);
                }
                left -= bytes.length;
                if (left < 0) {
                    return Parsed.bad("Le fichier grossit démesurément quand on l'ouvre\u00a0: il n'est pas lu.");
                }
                if (parts.size() >= MOST_PARTS || parts.put(entry.getName(), bytes) != null) {
                    return Parsed.bad("Le fichier a trop de parties, ou deux fois la même\u00a0: il n'est pas lu.");
                }
            }
        } catch (IOException | RuntimeException broken) {
            // Whatever a library meets in a hostile file, the file is at fault.
            return Parsed.bad("Le fichier est abîmé\u00a0: enregistrez-le ou envoyez-le à nouveau.");
        }
        return Parsed.good(new Archive(parts));
    }

    Set<String> names() {
        return parts.keySet();
    }

    boolean has(String name) {
        return parts.containsKey(name);
    }

    /** Whether a part lies in the folder, or has that name, whatever the case. */
    boolean hasAnyIn(String folder) {
        return parts.keySet().stream().anyMatch(name -> name.regionMatches(true, 0, folder, 0, folder.length()));
    }

    Optional<byte[]> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    /** The part as text, empty where there is none. */
    String text(String name) {
        return part(name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }
}
