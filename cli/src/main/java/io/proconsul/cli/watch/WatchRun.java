package io.proconsul.cli.watch;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.ApiResponse;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.follow.BlockingQuery;
import io.proconsul.cli.machine.Machine;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.model.watch.NewEvents;
import io.proconsul.model.watch.WatchKind;
import io.proconsul.model.watch.WatchPlan;
import io.proconsul.model.wire.GoDuration;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Asks until somebody has had enough: the handler is told of every answer that differs from the one
 * before, and of the first after a failure. Failures are told and waited out, longer each time.
 */
final class WatchRun {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration MAX_RETRY = Duration.ofMinutes(3);

    /** An agent that names no index would be asked without end. */
    private static final Duration WITHOUT_INDEX = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final Machine machine;
    private final WatchPlan plan;
    private final BlockingQuery query;
    private final Handler handler;
    private int failures;
    private @Nullable String last;

    /** Is told what was found. */
    interface Handler {
        /**
         * @param answer null when there is nothing
         * @return the exit status when the watch shall end
         */
        OptionalInt changed(long index, @Nullable JsonValue answer) throws InterruptedException;
    }

    WatchRun(Terminal terminal, AgentClient agent, WatchPlan plan, Handler handler) {
        this.terminal = terminal;
        this.machine = terminal.machine();
        this.plan = plan;
        this.handler = handler;
        query =
                plan.kind() == WatchKind.EVENT
                        ? BlockingQuery.unordered(agent, this::request)
                        : new BlockingQuery(agent, this::request);
    }

    private ApiRequest request() {
        ApiRequest request = ApiRequest.get(ApiRequest.escapePath(plan.path()));
        plan.parameters().forEach(each -> request.adding(each.name(), each.value()));
        return request;
    }

    /** Returns the exit status. */
    int run() throws InterruptedException {
        while (true) {
            OptionalInt status = once();
            if (status.isPresent()) {
                return status.getAsInt();
            }
        }
    }

    private OptionalInt once() throws InterruptedException {
        long before = query.index();
        JsonValue answer;
        try {
            answer = read(query.next(), before);
        } catch (ApiException failure) {
            failed(String.valueOf(failure.getMessage()));
            return OptionalInt.empty();
        }
        failures = 0;
        long now = query.index();
        if (now == before) {
            if (now != 0) {
                return OptionalInt.empty();
            }
            machine.pause(machine.jittered(WITHOUT_INDEX));
        }
        String text = plan.read(answer, "");
        if (before != 0 && Objects.equals(text, last)) {
            return OptionalInt.empty();
        }
        last = text;
        return handler.changed(now, answer);
    }

    private @Nullable JsonValue read(ApiResponse response, long before) throws ApiException {
        if (!response.isSuccess()) {
            return null;
        }
        try {
            JsonValue value = JsonValue.parse(response.body());
            return plan.kind() == WatchKind.EVENT ? NewEvents.after(before, value) : value;
        } catch (JsonException malformed) {
            throw new ApiException(String.valueOf(malformed.getMessage()));
        }
    }

    private void failed(String cause) throws InterruptedException {
        failures++;
        query.forget();
        Duration growing = RETRY.multipliedBy((long) failures * failures);
        Duration retry = growing.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : growing;
        terminal.error(
                machine.clock().now().truncatedTo(ChronoUnit.MILLIS)
                        + " [ERROR] watch.watch: Watch errored: type="
                        + plan.kind().word()
                        + " error=\""
                        + cause
                        + "\" retry="
                        + GoDuration.format(retry));
        terminal.err().flush();
        machine.pause(machine.jittered(retry));
    }
}
