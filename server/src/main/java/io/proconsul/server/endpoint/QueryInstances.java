package io.proconsul.server.endpoint;

import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.preparedquery.ServiceQuery;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** The instances a prepared query is after, out of all of its service. */
final class QueryInstances implements Predicate<CheckServiceNode> {
    private static final String NOT = "!";

    private final ServiceQuery query;
    private final Set<String> required = new HashSet<>();
    private final Set<String> forbidden = new HashSet<>();

    QueryInstances(ServiceQuery query) {
        this.query = query;
        for (String tag : lowerCase(query.tags())) {
            if (tag.startsWith(NOT)) {
                forbidden.add(tag.substring(NOT.length()));
            } else {
                required.add(tag);
            }
        }
    }

    @Override
    public boolean test(CheckServiceNode instance) {
        return isHealthy(instance.checks())
                && Listing.carries(HealthEndpoint.node(instance).meta(), query.nodeMeta())
                && Listing.carries(HealthEndpoint.service(instance).meta(), query.serviceMeta())
                && isTagged(HealthEndpoint.service(instance).tags());
    }

    private boolean isHealthy(@Nullable List<HealthCheck> checks) {
        return checks == null || checks.stream().allMatch(this::isFine);
    }

    private boolean isFine(HealthCheck check) {
        boolean ignored =
                query.ignoreCheckIds() != null && query.ignoreCheckIds().contains(check.checkId());
        return ignored
                || (query.onlyPassing()
                        ? check.status().equals(CheckStatus.PASSING)
                        : !check.status().equals(CheckStatus.CRITICAL));
    }

    private boolean isTagged(@Nullable List<String> tags) {
        if (required.isEmpty() && forbidden.isEmpty()) {
            return true;
        }
        Set<String> own = new HashSet<>(lowerCase(tags));
        return own.containsAll(required) && forbidden.stream().noneMatch(own::contains);
    }

    private static List<String> lowerCase(@Nullable List<String> tags) {
        return tags == null
                ? List.of()
                : tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).toList();
    }
}
