package io.proconsul.app.dist;

import static io.proconsul.app.dist.Load.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * What a busy agent does all day, each path often enough that the JVM takes it for hot. Bounded in
 * number and, on a busy machine, in time; how much of it was done changes nothing but speed.
 */
final class HotPaths {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int WRITES = 25_000;
    private static final int REGISTRATIONS = 2_500;
    private static final int READS = 30_000;
    private static final int LONG_READS = 3_000;

    /** So few that nothing is compiled: DNS is worth the optimising compiler, see ADR 0005. */
    private static final int QUESTIONS = 100;

    private static final int INSTANCES = 100;

    private static final String VALUE = "v".repeat(128);

    private static final int TYPE_A = 1;
    private static final int TYPE_SRV = 33;

    /** No index ever gets there: the question waits until its time is up. */
    private static final String WAITING = "?index=999999999&wait=5ms";

    private final Load load;

    HotPaths(Load load) {
        this.load = load;
    }

    /** What a server does that has others beside it, whether it leads them or follows. */
    void together() throws InterruptedException {
        write();
        readKeys();
    }

    /** What servers do for agents that have none of the data. */
    void fromAfar() throws InterruptedException {
        write();
        register();
        readKeys();
        readCatalog();
        ask();
    }

    /** What a server does without others. */
    void alone() throws InterruptedException {
        write();
        watch();
        register();
        readKeys();
        readCatalog();
        ask();
    }

    private void write() throws InterruptedException {
        http(WRITES, n -> request("PUT", "/v1/kv/training/hot/" + n, VALUE));
    }

    private void watch() throws InterruptedException {
        http(
                LONG_READS,
                n ->
                        n % 4 == 0
                                ? request("PUT", "/v1/kv/training/watched/" + n % 8, VALUE)
                                : request("GET", "/v1/kv/training/watched/" + n % 8 + WAITING, ""));
    }

    private void register() throws InterruptedException {
        http(
                REGISTRATIONS,
                n ->
                        request(
                                "PUT",
                                "/v1/catalog/register",
                                ("{\"Node\":\"n%d\",\"Address\":\"127.0.0.3\",\"Service\":{\"Service\":\"%s\",\"ID\":\"s%d\","
                                     + "\"Tags\":[\"v1\"],\"Meta\":{\"a\":\"b\"},\"Port\":8000},\"Check\":{\"CheckID\":\"c%d\","
                                     + "\"Name\":\"c\",\"Status\":\"passing\",\"ServiceID\":\"s%d\"}}")
                                        .formatted(
                                                n % INSTANCES,
                                                n < INSTANCES ? "hot" : "s" + n,
                                                n,
                                                n,
                                                n)));
        http(
                REGISTRATIONS,
                n ->
                        request(
                                "PUT",
                                "/v1/agent/service/register",
                                ("{\"Name\":\"a%d\",\"ID\":\"a%d\",\"Port\":8000,\"Tags\":[\"v1\"],"
                                     + "\"Check\":{\"TTL\":\"60m\",\"Status\":\"passing\"}}")
                                        .formatted(n, n)));
        http(READS, n -> request("PUT", "/v1/agent/check/pass/service:a" + n % REGISTRATIONS, ""));
    }

    private void readKeys() throws InterruptedException {
        for (String query : new String[] {"", "?stale", "?consistent"}) {
            http(READS, n -> request("GET", "/v1/kv/training/hot/" + n % 1000 + query, ""));
        }
    }

    private void readCatalog() throws InterruptedException {
        for (String path :
                new String[] {
                    "/v1/kv/training/hot/1?recurse",
                    "/v1/health/service/hot?passing",
                    "/v1/health/service/hot?filter=Service.Port==8000",
                    "/v1/catalog/service/hot",
                    "/v1/catalog/services",
                    "/v1/catalog/nodes"
                }) {
            http(LONG_READS, n -> request("GET", path, ""));
        }
        http(INSTANCES, n -> request("GET", "/v1/agent/services", ""));
    }

    private void ask() {
        byte[] address = question(TYPE_A, "hot.service.consul");
        byte[] instances = question(TYPE_SRV, "hot.service.consul");
        byte[] node = question(TYPE_A, "n1.node.consul");
        load.dns(QUESTIONS, PATIENCE, n -> address);
        load.dns(QUESTIONS, PATIENCE, n -> instances);
        load.dns(QUESTIONS, PATIENCE, n -> node);
    }

    private void http(int count, IntFunction<byte[]> request) throws InterruptedException {
        load.http(count, PATIENCE, request);
    }

    /** A DNS message that asks one question (RFC 1035, section 4). */
    private static byte[] question(int type, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
        return out.toByteArray();
    }
}
