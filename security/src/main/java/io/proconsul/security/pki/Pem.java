package io.proconsul.security.pki;

import java.util.Base64;

/**
 * One block of text armour (RFC 7468).
 *
 * @param type what stands behind BEGIN
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Pem(String type, byte[] content) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LINE = 64;

    /** The first block of a text, whatever stands around it. */
    static Pem first(String text) throws PkiException {
        int begin = text.indexOf(BEGIN);
        int typeEnd = begin < 0 ? -1 : text.indexOf(DASHES, begin + BEGIN.length());
        if (typeEnd < 0) {
            throw new PkiException("no PEM-encoded data found");
        }
        String type = text.substring(begin + BEGIN.length(), typeEnd);
        int start = typeEnd + DASHES.length();
        int end = text.indexOf(END + type + DASHES, start);
        if (end < 0) {
            throw new PkiException("no PEM-encoded data found");
        }
        try {
            return new Pem(type, Base64.getMimeDecoder().decode(text.substring(start, end)));
        } catch (IllegalArgumentException noBase64) {
            throw new PkiException("no PEM-encoded data found", noBase64);
        }
    }

    @Override
    public String toString() {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return BEGIN + type + DASHES + "\n" + body + "\n" + END + type + DASHES + "\n";
    }
}
