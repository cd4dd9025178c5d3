package io.proconsul.http.handler;

import io.proconsul.http.message.Query;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.GoNumbers;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.BodyLimit;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonReader;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponse;
import io.proconsul.model.operator.KeyringResponses;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.method.Internal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/operator/keyring}: the keys that gossip is encrypted with. */
public final class KeyringEndpoint implements Family {
    private static final int MAX_RELAY_FACTOR = 5;

    private final Cluster cluster;
    private final boolean server;
    private final Questions questions;

    /**
     * @param server whether this agent is a server; clients do not pass these on
     */
    public KeyringEndpoint(Cluster cluster, boolean server) {
        this.cluster = cluster;
        this.server = server;
        this.questions = cluster.questions();
    }

    /** What a request to change keys holds. */
    record Body(String key) {}

    @Override
    public void addTo(EndpointTable table) {
        table.add(
                "/v1/operator/keyring",
                Endpoint.get(request -> ask(request, KeyringRequest.LIST)),
                changing("POST", KeyringRequest.INSTALL),
                changing("PUT", KeyringRequest.USE),
                changing("DELETE", KeyringRequest.REMOVE));
    }

    private Endpoint changing(String method, String operation) {
        return new Endpoint(method, request -> ask(request, operation), BodyLimit.JSON);
    }

    private CompletableFuture<Response> ask(Request request, String operation) {
        boolean lists = operation.equals(KeyringRequest.LIST);
        String key = lists ? "" : key(request);
        int relays = relayFactor(request.query());
        boolean local = localOnly(request.query());
        if (local && !lists) {
            throw Refusal.badRequest(
                    "Invalid use of local-only: local-only can only be set for list requests");
        }
        if (!server) {
            throw Refusal.failed("keyring operations must run against a server node");
        }
        var question =
                new KeyringRequest(
                        operation, key, "", false, relays, local, questions.freshness(request));
        return cluster.ask(
                request,
                Internal.KEYRING_OPERATION,
                question,
                answer -> shown(request, lists, answer.value()));
    }

    private static String key(Request request) {
        return JsonBodies.read(
                        request,
                        "Bad request: Request decode failed: ",
                        body -> RecordCodec.of(Body.class).readJson(JsonReader.ofFirst(body)))
                .key();
    }

    private static int relayFactor(Query query) {
        String asked = query.first("relay-factor");
        if (asked.isEmpty()) {
            return 0;
        }
        int relays;
        try {
            relays = GoNumbers.integer(asked);
        } catch (IllegalArgumentException bad) {
            throw Refusal.badRequest("Error parsing relay factor: " + bad.getMessage());
        }
        if (relays < 0 || relays > MAX_RELAY_FACTOR) {
            throw Refusal.badRequest("Invalid relay-factor: Relay factor must be in range: [0, 5]");
        }
        return relays;
    }

    private static boolean localOnly(Query query) {
        String asked = query.first("local-only");
        try {
            return !asked.isEmpty() && GoNumbers.bool(asked);
        } catch (IllegalArgumentException bad) {
            throw Refusal.badRequest("Error parsing local-only: " + bad.getMessage());
        }
    }

    private Response shown(Request request, boolean lists, KeyringResponses reply) {
        List<String> errors = new ArrayList<>();
        CatalogForms.orEmpty(reply.responses()).forEach(pool -> addErrors(pool, errors));
        if (!errors.isEmpty()) {
            throw Refusal.failed(told(errors));
        }
        return lists
                ? cluster.presentation().json(request, reply, OperatorForms.KEYS)
                : Response.empty(200);
    }

    /** What went wrong in a pool, and then what its members said. */
    private static void addErrors(KeyringResponse pool, List<String> errors) {
        if (pool.error().isEmpty()) {
            return;
        }
        String segment = pool.segment().isEmpty() ? "" : " [segment: " + pool.segment() + "]";
        String name = pool.wan() ? "WAN" : pool.datacenter() + " (LAN)" + segment;
        errors.add(name + " error: " + pool.error());
        if (pool.messages() != null) {
            new TreeMap<>(pool.messages())
                    .forEach((node, message) -> errors.add(node + ": " + message));
        }
    }

    private static String told(List<String> errors) {
        String count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
        return count + " occurred:\n\t* " + String.join("\n\t* ", errors) + "\n\n";
    }
}
