package io.proconsul.dns.answer;

import io.proconsul.dns.message.DnsRecord;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Node metadata as TXT records (RFC 1464; DNS reference, section 3). */
final class MetaText {
    private static final String PLAIN_PREFIX = "rfc1035-";

    private MetaText() {}

    static List<DnsRecord> records(String owner, @Nullable Map<String, String> meta, int ttl) {
        if (meta == null || meta.isEmpty()) {
            return List.of();
        }
        return meta.entrySet().stream()
                .map(pair ->
                        new DnsRecord(
                                owner,
                                ttl,
                                new DnsRecord.Txt(List.of(text(pair.getKey(), pair.getValue())))))
                .toList();
    }

    /** {@code key=value}; keys that begin with {@code rfc1035-} give the bare value. */
    static String text(String key, String value) {
        return key.toLowerCase(Locale.ROOT).startsWith(PLAIN_PREFIX)
                ? value
                : escapedKey(key) + "=" + value.replace("`", "``");
    }

    private static String escapedKey(String key) {
        StringBuilder escaped = new StringBuilder(key.length() + 4);
        int firstLetter = 0;
        while (firstLetter < key.length() && key.charAt(firstLetter) == ' ') {
            firstLetter++;
        }
        int end = key.length();
        while (end > firstLetter && key.charAt(end - 1) == ' ') {
            end--;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean outerBlank = i < firstLetter || i >= end;
            if (c == '`' || c == '=' || outerBlank) {
                escaped.append('`');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
