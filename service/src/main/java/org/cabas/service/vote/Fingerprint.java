package org.cabas.service.vote;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of all that is proposed, each text behind its length: what is voted and published is what was read. */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(String rulebook, String title, String explanation, List<ProposedTable> tables) {
        var fingerprint = new Fingerprint();
        fingerprint.add(rulebook, title, explanation);
        tables.stream().sorted(Comparator.comparing(ProposedTable::question)).forEach(table -> {
            fingerprint.add(table.question(), table.draft(), String.valueOf(table.basedOn()));
            fingerprint.add(Integer.toString(table.revision()), table.csv(), table.cases(), table.waivers());
        });
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    /** Of what a proposal holds now. */
    static String of(Proposal proposal) {
        return of(proposal.rulebook(), proposal.title(), proposal.explanation(), proposal.tables());
    }

    private void add(String... texts) {
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
    }
}
