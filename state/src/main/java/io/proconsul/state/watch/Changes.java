package io.proconsul.state.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a batch of commands changed, collected while they are applied. One thread. */
public final class Changes {
    private final List<String> keys = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private final Set<Topic> topics = new HashSet<>();

    /** A key was written or deleted. */
    public void key(String key) {
        keys.add(key);
    }

    /** All keys below {@code prefix} were deleted at once. */
    public void below(String prefix) {
        prefixes.add(prefix);
    }

    /** Anything but keys. */
    public void topic(Topic topic) {
        topics.add(topic);
    }

    public void addAll(Changes others) {
        keys.addAll(others.keys);
        prefixes.addAll(others.prefixes);
        topics.addAll(others.topics);
    }

    List<String> keys() {
        return keys;
    }

    List<String> prefixes() {
        return prefixes;
    }

    Set<Topic> topics() {
        return topics;
    }
}
