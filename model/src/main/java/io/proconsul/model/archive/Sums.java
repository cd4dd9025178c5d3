package io.proconsul.model.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The SHA-256 sums of an archive's members, those found and those promised. */
final class Sums {
    private static final int DIGITS = 64;
    private static final String GAP = "  ";

    private final Map<String, MessageDigest> found = new LinkedHashMap<>();

    Sums(String... members) {
        for (String member : members) {
            found.put(member, sha256());
        }
    }

    MessageDigest of(String member) {
        MessageDigest sum = found.get(member);
        if (sum == null) {
            throw new IllegalArgumentException("no sum is kept of " + member);
        }
        return sum;
    }

    /**
     * Compares with what SHA256SUMS promises; every member needs its line.
     *
     * @throws ArchiveException naming the member that is not as promised
     */
    void verify(byte[] promised) throws ArchiveException {
        Map<String, String> open = new LinkedHashMap<>();
        found.forEach((name, sum) -> open.put(name, HexFormat.of().formatHex(sum.digest())));
        for (String line : new String(promised, StandardCharsets.UTF_8).split("\n")) {
            if (!line.isBlank()) {
                verify(line, open);
            }
        }
        if (!open.isEmpty()) {
            throw new ArchiveException(
                    "file missing for \"" + open.keySet().iterator().next() + "\"");
        }
    }

    private static void verify(String line, Map<String, String> open) throws ArchiveException {
        if (line.length() <= DIGITS + GAP.length() || !line.startsWith(GAP, DIGITS)) {
            throw new ArchiveException("the line \"" + line + "\" holds no sum");
        }
        String name = line.substring(DIGITS + GAP.length());
        String sum = open.remove(name);
        if (sum == null) {
            throw new ArchiveException("list missing hash for \"" + name + "\"");
        }
        if (!sum.equalsIgnoreCase(line.substring(0, DIGITS))) {
            throw new ArchiveException("hash check failed for \"" + name + "\"");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JVM has SHA-256", impossible);
        }
    }
}
