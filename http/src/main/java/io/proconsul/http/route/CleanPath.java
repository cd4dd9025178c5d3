package io.proconsul.http.route;

import java.util.ArrayDeque;

/** Paths without empty segments, {@code .} and {@code ..}; a final slash stays. */
final class CleanPath {
    private CleanPath() {}

    /** Whether nothing needs to be done, which is nearly always. */
    static boolean isClean(String path) {
        for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
            int next = i + 1;
            if (next < path.length() && (path.charAt(next) == '/' || isDots(path, next))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the segment that begins there is {@code .} or {@code ..}. */
    private static boolean isDots(String path, int from) {
        int to = from;
        while (to < path.length() && path.charAt(to) == '.') {
            to++;
        }
        return to > from && to - from <= 2 && (to == path.length() || path.charAt(to) == '/');
    }

    /** The path cleaned. */
    static String of(String path) {
        var segments = new ArrayDeque<String>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String clean = "/" + String.join("/", segments);
        return path.endsWith("/") && clean.length() > 1 ? clean + "/" : clean;
    }
}
