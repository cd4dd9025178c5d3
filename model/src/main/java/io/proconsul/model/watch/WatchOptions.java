package io.proconsul.model.watch;

import java.util.List;

/**
 * What a watch of any kind may be given; empty texts mean: not given.
 *
 * @param name of an event
 * @param passingOnly only instances all of whose checks pass
 * @param given the names of those that belong to some kinds only, as far as they were given
 */
public record WatchOptions(
        String datacenter,
        boolean stale,
        String key,
        String prefix,
        String service,
        List<String> tags,
        boolean passingOnly,
        String state,
        String name,
        List<String> given) {
    public WatchOptions {
        tags = List.copyOf(tags);
        given = List.copyOf(given);
    }
}
