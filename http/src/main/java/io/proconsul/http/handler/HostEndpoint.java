package io.proconsul.http.handler;

import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Resource;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code /v1/agent/host}: the machine underneath. */
public final class HostEndpoint implements Family {
    private static final JsonForm<HostReport> FORM =
            new JsonForm<>(RecordCodec.of(HostReport.class)::writeJson);

    private final Disk disk;
    private final Clock clock;
    private final Guard guard;
    private final Presentation presentation;
    private final Executor threads;

    /**
     * @param threads starts each task on a virtual thread of its own
     */
    public HostEndpoint(
            Disk disk, Clock clock, Guard guard, Presentation presentation, Executor threads) {
        this.disk = disk;
        this.clock = clock;
        this.guard = guard;
        this.presentation = presentation;
        this.threads = threads;
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/agent/host", Endpoint.get(this::host));
    }

    private CompletableFuture<Response> host(Request request) {
        return Pending.run(
                threads,
                () -> {
                    guard.require(request, Resource.OPERATOR, Access.READ);
                    return presentation.json(request, new HostProbe(disk, clock).report(), FORM);
                });
    }
}
