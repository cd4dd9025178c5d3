package io.proconsul.cli.follow;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.ApiResponse;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.machine.Machine;
import io.proconsul.json.JsonWriter;

import java.time.Duration;

/**
 * A session that lives as long as this object: renewed at half its time to live, destroyed when
 * closed. When renewals fail for a whole time to live, or the session is gone, renewing ends; who
 * holds something with the session learns it from what is held.
 */
public final class SessionKeeper implements AutoCloseable {
    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Duration PERIOD = TTL.dividedBy(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int NOT_FOUND = 404;

    private final AgentClient agent;
    private final Machine machine;
    private final String id;
    private final Thread renewing;

    private SessionKeeper(AgentClient agent, Machine machine, String id) {
        this.agent = agent;
        this.machine = machine;
        this.id = id;
        renewing = machine.beside(this::renew);
    }

    /**
     * Creates the session.
     *
     * @param json what it shall be, without its time to live: an open object
     */
    public static SessionKeeper create(AgentClient agent, Machine machine, JsonWriter json)
            throws ApiException {
        String body = json.name("TTL").string(TTL.toSeconds() + "s").endObject().toString();
        ApiRequest request = ApiRequest.put("/v1/session/create").body(body);
        return new SessionKeeper(agent, machine, JsonAnswer.of(agent.call(request)).text("ID"));
    }

    public String id() {
        return id;
    }

    private void renew() {
        long lastNanos = machine.clock().nanos();
        Duration wait = PERIOD;
        try {
            while (machine.clock().nanos() - lastNanos < TTL.toNanos()) {
                machine.pause(machine.jittered(wait));
                switch (tryToRenew()) {
                    case RENEWED -> {
                        lastNanos = machine.clock().nanos();
                        wait = PERIOD;
                    }
                    case FAILED -> wait = RETRY;
                    case GONE -> {
                        return;
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private enum Renewal {
        RENEWED,
        FAILED,
        GONE
    }

    private Renewal tryToRenew() {
        try {
            ApiResponse answer = agent.exchange(ApiRequest.put("/v1/session/renew/" + id));
            return answer.isSuccess()
                    ? Renewal.RENEWED
                    : answer.status() == NOT_FOUND ? Renewal.GONE : Renewal.FAILED;
        } catch (ApiException unreachable) {
            return Renewal.FAILED;
        }
    }

    /** Stops renewing and destroys the session; one that cannot be destroyed expires by itself. */
    @Override
    public void close() {
        renewing.interrupt();
        try {
            agent.call(ApiRequest.put("/v1/session/destroy/" + id));
        } catch (ApiException unreachable) {
            // nobody renews it any more
        }
    }
}
