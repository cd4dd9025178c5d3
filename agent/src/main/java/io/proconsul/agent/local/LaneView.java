package io.proconsul.agent.local;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Everything that is known about one lane at one moment.
 *
 * @param service the live service; null when there is none or the lane is not a service's
 * @param goneService the service that is to leave; never together with a live one
 * @param checks live checks, in sync or not
 * @param goneChecks checks that are to leave
 */
public record LaneView(
        Lane lane,
        boolean nodeInSync,
        @Nullable LocalService service,
        @Nullable Gone goneService,
        List<LocalCheck> checks,
        List<Gone> goneChecks) {}
