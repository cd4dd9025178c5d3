package io.proconsul.config;

import io.proconsul.hcl.Place;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with values, collected while a configuration is built, and the warnings.
 *
 * <p>The reference starts its list anew with every wrong duration, so that earlier problems get
 * lost (observed on 1.8.7). The recorded text keeps to that; the explanation names them all.
 */
final class Problems {
    private final List<String> recorded = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Adds a problem. */
    void add(String text, Place at) {
        recorded.add(text);
        findings.add(new Finding(text, at, ""));
    }

    /** Adds a problem that makes the recorded list start anew. */
    void addAlone(String text, Place at) {
        recorded.clear();
        add(text, at);
    }

    void warn(String text) {
        warnings.add(text);
    }

    List<String> warnings() {
        return warnings;
    }

    /** Ends the building when there were problems. */
    void throwIfAny() throws ConfigException {
        if (!recorded.isEmpty()) {
            throw new ConfigException(GoErrors.list(recorded), Explanation.of(findings));
        }
    }
}
