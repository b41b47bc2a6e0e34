package org.cabas.rules.exchange;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.jspecify.annotations.Nullable;

/** An unpacked archive for POI, which so reads the very bytes that were checked, and unpacks nothing itself. */
final class ArchiveParts implements ZipEntrySource {
    private final Archive archive;

    ArchiveParts(Archive archive) {
        this.archive = archive;
    }

    @Override
    public Enumeration<? extends ZipArchiveEntry> getEntries() {
        return Collections.enumeration(
                archive.names().stream().map(ZipArchiveEntry::new).toList());
    }

    @Override
    public @Nullable ZipArchiveEntry getEntry(String path) {
        var name = path.startsWith("/") ? path.substring(1) : path;
        return archive.names().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(ZipArchiveEntry::new)
                .orElse(null);
    }

    @Override
    public InputStream getInputStream(ZipArchiveEntry entry) throws FileNotFoundException {
        return new ByteArrayInputStream(
                archive.part(entry.getName()).orElseThrow(() -> new FileNotFoundException(entry.getName())));
    }

    @Override
    public void close() {}

    @Override
    public boolean isClosed() {
        return false;
    }
}
