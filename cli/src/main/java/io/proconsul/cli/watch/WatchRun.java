package io.proconsul.cli.watch;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.ApiResponse;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.Machine;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.model.watch.NewEvents;
import io.proconsul.model.watch.WatchKind;
import io.proconsul.model.watch.WatchPlan;
import io.proconsul.model.watch.WatchProgress;
import io.proconsul.model.wire.GoDuration;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * Asks until somebody has had enough: the handler is told of every answer that differs from the one
 * before, and of the first after a failure. Failures are told and waited out, longer each time.
 */
final class WatchRun {
    /** An agent that names no index would be asked without end. */
    private static final Duration WITHOUT_INDEX = Duration.ofSeconds(1);

    private static final int NOT_FOUND = 404;

    private final Terminal terminal;
    private final Machine machine;
    private final WatchPlan plan;
    private final AgentClient agent;
    private final WatchProgress progress;
    private final Handler handler;

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
        this.agent = agent;
        progress = WatchProgress.of(plan.kind());
    }

    private ApiRequest request() {
        ApiRequest request = ApiRequest.get(ApiRequest.escapePath(plan.path()));
        plan.parameters().forEach(each -> request.adding(each.name(), each.value()));
        long index = progress.index();
        return request.withGiven("index", index == 0 ? "" : Long.toUnsignedString(index));
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
        long before = progress.index();
        long now;
        JsonValue answer;
        try {
            ApiResponse response = agent.exchange(request());
            now = response.index();
            answer = read(response, before);
        } catch (ApiException failure) {
            failed(String.valueOf(failure.getMessage()));
            return OptionalInt.empty();
        }
        if (now == 0 && before == 0) {
            machine.pause(machine.jittered(WITHOUT_INDEX));
        }
        return progress.isNews(now, plan.read(answer, ""))
                ? handler.changed(now, answer)
                : OptionalInt.empty();
    }

    private @Nullable JsonValue read(ApiResponse response, long before) throws ApiException {
        if (response.status() == NOT_FOUND) {
            return null;
        }
        if (!response.isSuccess()) {
            throw new ApiException(response.refusal());
        }
        try {
            JsonValue value = JsonValue.parse(response.body());
            return plan.kind() == WatchKind.EVENT ? NewEvents.after(before, value) : value;
        } catch (JsonException malformed) {
            throw new ApiException(String.valueOf(malformed.getMessage()));
        }
    }

    private void failed(String cause) throws InterruptedException {
        Duration retry = progress.failed();
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
