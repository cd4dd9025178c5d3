package io.proconsul.agent.check;

import io.proconsul.agent.check.http.FetchAnswer;
import io.proconsul.agent.check.http.FetchException;
import io.proconsul.agent.check.http.FetchRequest;
import io.proconsul.agent.check.http.HttpFetch;

/** Asks a URL: 2xx passes, 429 warns, everything else is critical. */
record HttpProbe(HttpFetch fetch, FetchRequest request, int outputMaxSize) implements Probe {
    private static final int TOO_MANY_REQUESTS = 429;

    @Override
    public Outcome run() {
        try {
            return judged(fetch.fetch(request, outputMaxSize));
        } catch (FetchException failure) {
            return Outcome.critical(String.valueOf(failure.getMessage()));
        }
    }

    private Outcome judged(FetchAnswer answer) {
        String output =
                "HTTP %s %s: %s Output: %s"
                        .formatted(
                                request.method(),
                                request.url(),
                                answer.status(),
                                answer.body().text());
        if (answer.code() >= 200 && answer.code() < 300) {
            return Outcome.passing(output);
        }
        return answer.code() == TOO_MANY_REQUESTS
                ? Outcome.warning(output)
                : Outcome.critical(output);
    }
}
