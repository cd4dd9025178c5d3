package io.proconsul.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Our own lines after a recorded error: each place with what is wrong there. */
final class Explanation {
    /** More lines than this help nobody. */
    private static final int LINES_MAX = 20;

    private Explanation() {}

    static List<String> of(List<Finding> findings) {
        Set<String> lines = new LinkedHashSet<>();
        for (Finding finding : findings) {
            String advice = finding.advice().isEmpty() ? "" : "; " + finding.advice();
            lines.add(finding.at() + ": " + finding.text().strip() + advice);
        }
        if (lines.size() <= LINES_MAX) {
            return List.copyOf(lines);
        }
        List<String> first = new ArrayList<>(lines.stream().limit(LINES_MAX).toList());
        first.add("and " + (lines.size() - LINES_MAX) + " more");
        return first;
    }
}
