package io.proconsul.model.watch;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What can be watched. */
@SuppressWarnings("ImmutableEnumChecker") // forms and lists of constants are never changed
public enum WatchKind {
    KEY("key", AnswerForms.PAIR_OF_ONE, "key"),
    KEYPREFIX("keyprefix", AnswerForms.PAIRS, "prefix"),
    SERVICES("services", AnswerForms.AS_IT_IS),
    NODES("nodes", AnswerForms.NODES),
    SERVICE("service", AnswerForms.SERVICE, "service", "tag", "passingonly"),
    CHECKS("checks", AnswerForms.CHECKS, "service", "state"),
    EVENT("event", AnswerForms.EVENTS, "name");

    private final String word;
    private final AnswerForm form;

    private final List<String> parameters;

    WatchKind(String word, AnswerForm form, String... parameters) {
        this.word = word;
        this.form = form;
        this.parameters = List.of(parameters);
    }

    /** How it is called in flags and configuration files. */
    public String word() {
        return word;
    }

    /** The names of the parameters of this kind. */
    List<String> parameters() {
        return parameters;
    }

    AnswerForm form() {
        return form;
    }

    /** The kind of that name; null when there is none. */
    public static @Nullable WatchKind named(String word) {
        for (WatchKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        return null;
    }
}
