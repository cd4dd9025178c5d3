package io.proconsul.agent.member;

import java.util.List;

/** Several failures as one text, as 1.8.7 lists them. */
public final class JoinFailures {
    private JoinFailures() {}

    /** Ends with empty lines, as the reference's does. */
    public static String text(List<String> failures) {
        StringBuilder text = new StringBuilder();
        text.append(failures.size())
                .append(failures.size() == 1 ? " error occurred:\n" : " errors occurred:\n");
        failures.forEach(failure -> text.append("\t* ").append(failure).append('\n'));
        return text.append('\n').toString();
    }
}
