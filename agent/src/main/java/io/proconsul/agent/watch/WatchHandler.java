package io.proconsul.agent.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who is told of a change. */
public sealed interface WatchHandler {
    /** How log lines name it. */
    String name();

    /** A program: it reads the answer from its standard input. */
    record Program(List<String> args) implements WatchHandler {
        public Program {
            args = List.copyOf(args);
        }

        @Override
        public String name() {
            return "[" + String.join(" ", args) + "]";
        }
    }

    /**
     * A URL: it gets the answer as its body.
     *
     * @param headers sent as they are, one line for each value
     * @param skipVerify any certificate will do
     */
    record Url(
            String url,
            String method,
            Map<String, List<String>> headers,
            Duration timeout,
            boolean skipVerify)
            implements WatchHandler {
        public Url {
            headers = Map.copyOf(headers);
        }

        @Override
        public String name() {
            return url;
        }
    }
}
