package io.proconsul.agent.check.http;

import io.proconsul.agent.check.output.Tail;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.net.Dialer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks one URL, following redirects as Go does: at most ten requests; 301, 302 and 303 turn into
 * GET; headers go along, secrets only to the same host. Blocking; any thread.
 */
public final class HttpFetch {
    private static final int MAX_REQUESTS = 10;
    private static final List<String> SECRETS =
            List.of("authorization", "cookie", "cookie2", "www-authenticate");

    private final Dialer dialer;
    private final Tls tls;
    private final Clock clock;
    private final Map<String, String> defaultHeaders;

    /**
     * @param defaultHeaders sent unless the request has its own
     */
    public HttpFetch(Dialer dialer, Tls tls, Clock clock, Map<String, String> defaultHeaders) {
        this.dialer = dialer;
        this.tls = tls;
        this.clock = clock;
        this.defaultHeaders = Map.copyOf(defaultHeaders);
    }

    /**
     * Asks and reads at most the last {@code keep} bytes of the body; a body that breaks off is
     * kept as far as it came.
     *
     * @throws FetchException when no answer came, with Go's text
     */
    public FetchAnswer fetch(FetchRequest request, int keep) throws FetchException {
        if (!request.method().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new FetchException("net/http: invalid method \"" + request.method() + "\"");
        }
        HttpUrl url = HttpUrl.parse(request.url());
        return new Exchange(request, url, Deadline.after(clock, request.timeout()), keep).run();
    }

    /** One request with the redirects it leads to. */
    private final class Exchange {
        private final FetchRequest request;
        private final Deadline deadline;
        private final int keep;
        private final String firstHost;
        private HttpUrl url;
        private String method;
        private boolean withBody;
        private @Nullable HttpUrl cameFrom;

        /** Where the last redirect led, in the server's words. */
        private String location = "";

        /** How the URL is named when this request fails. */
        private String named;

        Exchange(FetchRequest request, HttpUrl url, Deadline deadline, int keep) {
            this.request = request;
            this.url = url;
            this.deadline = deadline;
            this.keep = keep;
            firstHost = url.host();
            method = request.method();
            withBody = !request.body().isEmpty();
            named = request.url();
        }

        FetchAnswer run() throws FetchException {
            for (int sent = 1; ; sent++) {
                try {
                    FetchAnswer answer = ask();
                    if (answer != null) {
                        return answer;
                    }
                    if (sent == MAX_REQUESTS) {
                        named = location;
                        throw new FetchException("stopped after " + MAX_REQUESTS + " redirects");
                    }
                } catch (IOException failure) {
                    throw new FetchException(verb() + " \"" + named + "\": " + text(failure));
                }
            }
        }

        private String verb() {
            String first = request.method();
            return first.charAt(0) + first.substring(1).toLowerCase(Locale.ROOT);
        }

        private static String text(IOException failure) {
            return failure instanceof SocketTimeoutException
                    ? "context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
                    : String.valueOf(failure.getMessage());
        }

        /** The answer, or null when it leads elsewhere. */
        private @Nullable FetchAnswer ask() throws IOException {
            if (!url.scheme().equals("http") && !url.secure()) {
                throw new FetchException("unsupported protocol scheme \"" + url.scheme() + "\"");
            }
            if (url.host().isEmpty()) {
                throw new FetchException("http: no Host in request URL");
            }
            try (Socket socket = connected()) {
                socket.getOutputStream().write(written());
                socket.getOutputStream().flush();
                ResponseInput in = new ResponseInput(socket, deadline);
                ResponseInput.Head head = in.head();
                return redirects(head) ? redirected(head) : answer(in, head);
            }
        }

        private Socket connected() throws IOException {
            Socket plain = dialer.dial(url.host(), url.port(), deadline.left());
            if (!url.secure()) {
                return plain;
            }
            try {
                plain.setSoTimeout(deadline.leftMillis());
                return tls.secured(plain, url.host(), url.port(), request.skipVerify());
            } catch (IOException failure) {
                plain.close();
                throw failure;
            }
        }

        private boolean redirects(ResponseInput.Head head) {
            return switch (head.code()) {
                case 301, 302, 303 -> true;
                case 307, 308 -> !head.header("Location").isEmpty();
                default -> false;
            };
        }

        private @Nullable FetchAnswer redirected(ResponseInput.Head head) throws FetchException {
            location = head.header("Location");
            if (location.isEmpty()) {
                throw new FetchException(head.code() + " response missing Location header");
            }
            HttpUrl next = url.resolve(location);
            cameFrom = url.secure() && !next.secure() ? null : url;
            url = next;
            named = next.toString();
            if (head.code() < 307) {
                method = method.equals("HEAD") ? "HEAD" : "GET";
                withBody = false;
            }
            return null;
        }

        private FetchAnswer answer(ResponseInput in, ResponseInput.Head head) {
            Tail tail = new Tail(keep);
            try (InputStream body = in.body(head, method)) {
                byte[] part = new byte[4096];
                for (int got = body.read(part); got >= 0; got = body.read(part)) {
                    tail.add(part, got);
                }
            } catch (IOException _) {
                // It broke off or the time is up: what came counts, the verdict is the status's.
            }
            return new FetchAnswer(head.code(), head.status(), head.headers(), tail);
        }

        private byte[] written() {
            Map<String, List<String>> headers = new TreeMap<>(request.headers());
            if (!url.host().equals(firstHost)) {
                headers.keySet().removeIf(name -> SECRETS.contains(name.toLowerCase(Locale.ROOT)));
            }
            StringBuilder text = new StringBuilder();
            text.append(method).append(' ').append(url.target()).append(" HTTP/1.1\r\n");
            List<String> host = headers.remove("Host");
            line(text, "Host", host == null ? url.authority() : host.getFirst());
            defaultHeaders.forEach(
                    (name, value) -> headers.computeIfAbsent(name, none -> List.of(value)));
            if (cameFrom != null) {
                line(text, "Referer", cameFrom.toString());
            }
            if (!url.userInfo().isEmpty()) {
                headers.computeIfAbsent("Authorization", none -> List.of(basic(url.userInfo())));
            }
            headers.forEach((name, values) -> values.forEach(value -> line(text, name, value)));
            if (!headers.containsKey("Accept-Encoding") && !method.equals("HEAD")) {
                line(text, "Accept-Encoding", "gzip");
            }
            line(text, "Connection", "close");
            return withBody(text);
        }

        private byte[] withBody(StringBuilder text) {
            byte[] body = withBody ? request.bodyBytes() : new byte[0];
            if (withBody || List.of("POST", "PUT", "PATCH").contains(method)) {
                line(text, "Content-Length", Integer.toString(body.length));
            }
            byte[] head = text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
            byte[] all = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            return all;
        }

        private static void line(StringBuilder text, String name, String value) {
            text.append(name).append(": ").append(value.replaceAll("[\r\n]", " ")).append("\r\n");
        }

        private static String basic(String userInfo) {
            String both = userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo;
            return "Basic "
                    + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        }
    }
}
