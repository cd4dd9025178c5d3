package io.proconsul.http.handler;

import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * {@code /debug/pprof/}: looks into the running program. The names are the reference's, the
 * contents are what a JVM can tell.
 */
public final class Profiles {
    private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";

    /** Name of a profile and the JVM's command for it. */
    private static final Map<String, String> COMMANDS =
            Map.of(
                    "goroutine", "threadPrint",
                    "threadcreate", "threadPrint",
                    "heap", "gcClassHistogram",
                    "allocs", "gcClassHistogram",
                    "cmdline", "vmCommandLine");

    private static final String OVERVIEW =
            """
            goroutine  all threads with their stacks
            heap       objects alive by class; walks the whole heap
            cmdline    how this process was started
            """;

    private final boolean enabled;
    private final Executor threads;

    /**
     * @param enabled {@code enable_debug}
     * @param threads starts each task on a virtual thread of its own
     */
    public Profiles(boolean enabled, Executor threads) {
        this.enabled = enabled;
        this.threads = threads;
    }

    /** The profile named behind the route's path. */
    public CompletableFuture<Response> profile(Request request) {
        if (!enabled) {
            return answered(Response.text(401, "ACL support disabled"));
        }
        if (request.rest().isEmpty()) {
            return answered(Response.text(200, OVERVIEW));
        }
        String command = COMMANDS.get(request.rest());
        return command == null
                ? answered(Response.text(404, "Unknown profile\n"))
                : Pending.run(threads, () -> Response.text(200, run(command)));
    }

    private static CompletableFuture<Response> answered(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private static String run(String command) {
        try {
            Object text =
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName(DIAGNOSTICS),
                                    command,
                                    new Object[] {new String[0]},
                                    new String[] {String[].class.getName()});
            return String.valueOf(text);
        } catch (JMException failed) {
            throw Refusal.failed("this JVM cannot tell: " + failed.getMessage());
        }
    }
}
