package io.proconsul.agent.stored;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names below the data folder: the MD5 of the plain id, in hex. */
final class FileNames {
    static final String SERVICES = "services";
    static final String CHECKS = "checks";
    static final String VERDICTS = "checks/state";

    private FileNames() {}

    static String service(String id) {
        return SERVICES + "/" + md5(id);
    }

    static String check(String id) {
        return CHECKS + "/" + md5(id);
    }

    static String verdict(String checkId) {
        return VERDICTS + "/" + md5(checkId);
    }

    private static String md5(String id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has MD5", impossible);
        }
    }
}
