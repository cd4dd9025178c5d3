package io.proconsul.cli.kv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 that users type: what can be decoded of it, and where it stops being Base64.
 *
 * @param bytes all whole groups before the first wrong character
 * @param error in Go's words; empty when all is well
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Base64Input(byte[] bytes, Optional<String> error) {

    static Base64Input decode(byte[] text) {
        int end = text.length;
        while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
            end--;
        }
        byte[] letters = Arrays.copyOf(text, end);
        try {
            return new Base64Input(Base64.getDecoder().decode(letters), Optional.empty());
        } catch (IllegalArgumentException malformed) {
            int wrong = firstWrong(letters);
            byte[] whole = Base64.getDecoder().decode(Arrays.copyOf(letters, wrong / 4 * 4));
            return new Base64Input(
                    whole, Optional.of("illegal base64 data at input byte " + wrong));
        }
    }

    static Base64Input decode(String text) {
        return decode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int firstWrong(byte[] letters) {
        for (int i = 0; i < letters.length; i++) {
            byte c = letters[i];
            boolean letter =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '+'
                            || c == '/';
            if (!letter) {
                return i;
            }
        }
        return letters.length / 4 * 4;
    }
}
