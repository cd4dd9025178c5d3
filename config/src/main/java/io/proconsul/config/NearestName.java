package io.proconsul.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds what was probably meant by a name that does not exist. */
final class NearestName {
    private NearestName() {}

    /**
     * Advice for a name at one place: the same name at another place, else a near name at this one.
     *
     * @param known the names at this place
     */
    static String advice(String name, Collection<String> known, List<Key<?>> everywhere) {
        for (Key<?> key : everywhere) {
            if (key.path().endsWith("." + name)) {
                return asked(key.path());
            }
        }
        return advice(name, known);
    }

    /** {@code did you mean "bind_addr"?}, or the empty text when nothing is near. */
    static String advice(String name, Collection<String> known) {
        String wanted = plain(name);
        int limit = Math.max(1, wanted.length() / 3);
        String nearest = "";
        int least = limit + 1;
        for (String candidate : known) {
            int distance = distance(wanted, plain(candidate), least);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : asked(nearest);
    }

    private static String asked(String name) {
        return "did you mean \"" + name + "\"?";
    }

    /** Camel case, dashes and underscores make no difference to what is meant. */
    private static String plain(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** The number of letters to insert, delete, replace or swap, not more than {@code limit}. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, steps, i, j);
            }
        }
        return Math.min(limit, steps[a.length()][b.length()]);
    }

    private static int step(String a, String b, int[][] steps, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(steps[i - 1][j] + 1, steps[i][j - 1] + 1);
        least = Math.min(least, steps[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
