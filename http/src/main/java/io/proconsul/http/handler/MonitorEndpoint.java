package io.proconsul.http.handler;

import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.message.Stream;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Handler;
import io.proconsul.runtime.log.LogLevel;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code /v1/agent/monitor}: log lines as they are written, for as long as the client listens. A
 * client that listens too slowly loses lines, and is told how many.
 */
public final class MonitorEndpoint implements Family {
    /** Lines kept for a client that is slower than the log. */
    static final int KEPT_LINES = 512;

    private final LogSource log;
    private final Guard guard;

    public MonitorEndpoint(LogSource log, Guard guard) {
        this.log = log;
        this.guard = guard;
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/agent/monitor", Endpoint.get(Handler.at(this::monitor)));
    }

    private Response monitor(Request request) {
        guard.require(request, Resource.AGENT, Access.READ);
        String asked = request.query().first("loglevel");
        LogLevel level =
                LogLevel.named(asked.isEmpty() ? "INFO" : asked)
                        .orElseThrow(() -> Refusal.badRequest("Unknown log level: " + asked));
        boolean json = request.query().has("logjson");
        return Response.empty(200).carrying(new Lines(log, level, json));
    }

    /** The lines of one client. */
    private record Lines(LogSource log, LogLevel level, boolean json) implements Stream {
        @Override
        public void writeTo(Outlet outlet) throws IOException, InterruptedException {
            var queue = new ArrayBlockingQueue<String>(KEPT_LINES);
            var lost = new AtomicLong();
            try (AutoCloseable _ = log.listen(level, json, line -> keep(queue, lost, line))) {
                pump(queue, lost, outlet);
            } catch (IOException | InterruptedException | RuntimeException expected) {
                throw expected;
            } catch (Exception e) {
                throw new IOException("closing the log listener", e);
            }
        }

        private static void keep(BlockingQueue<String> queue, AtomicLong lost, String line) {
            if (!queue.offer(line)) {
                lost.incrementAndGet();
            }
        }

        private static void pump(BlockingQueue<String> queue, AtomicLong lost, Outlet outlet)
                throws IOException, InterruptedException {
            while (true) {
                outlet.write(bytes(queue.take()));
                long gone = lost.getAndSet(0);
                if (gone > 0) {
                    outlet.write(bytes("[WARN] Dropped " + gone + " logs during monitor request"));
                }
            }
        }

        private static byte[] bytes(String line) {
            return (line + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }
}
