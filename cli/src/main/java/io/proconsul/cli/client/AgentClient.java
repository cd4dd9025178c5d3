package io.proconsul.cli.client;

import io.proconsul.cli.command.Advice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import javax.net.ssl.SSLException;

/** Sends requests to one agent, one after the other, each over a connection of its own. */
public final class AgentClient {
    private static final int CONNECT_MILLIS = 30_000;

    /** More than any refusal says. */
    private static final int MAX_REFUSAL = 1 << 20;

    private static final int CHUNK = 64 * 1024;

    private final ClientSettings settings;
    private final AgentAddress address;
    private final Advice advice;

    private AgentClient(ClientSettings settings, AgentAddress address, Advice advice) {
        this.settings = settings;
        this.address = address;
        this.advice = advice;
    }

    /**
     * @param advice hears what to do when no agent is there
     * @throws IOException when the address cannot be understood or a file it needs cannot be read
     */
    static AgentClient of(ClientSettings settings, Advice advice) throws IOException {
        TlsFiles.check(settings);
        return new AgentClient(
                settings, AgentAddress.parse(settings.address(), settings.tls()), advice);
    }

    /** The same agent, asked with another token. */
    public AgentClient withToken(String token) {
        return new AgentClient(settings.withToken(token), address, advice);
    }

    /** Sends and expects success. */
    public ApiResponse call(ApiRequest request) throws ApiException {
        ApiResponse response = exchange(request);
        if (!response.isSuccess()) {
            throw new ApiException(response.refusal());
        }
        return response;
    }

    /** Sends and returns whatever the agent answers. */
    public ApiResponse exchange(ApiRequest request) throws ApiException {
        prepare(request);
        try (Connection connection = open()) {
            send(connection.out(), request);
            return ResponseReader.read(connection.in());
        } catch (IOException failure) {
            throw new ApiException(described(request, failure));
        }
    }

    /** As {@link #stream}, and expects success. */
    public StreamedResponse callStreaming(ApiRequest request) throws ApiException {
        StreamedResponse response = stream(request);
        if (response.status() == 200) {
            return response;
        }
        try (response) {
            byte[] refusal = response.body().readNBytes(MAX_REFUSAL);
            throw new ApiException(
                    new ApiResponse(response.status(), response.headers(), refusal).refusal());
        } catch (IOException failure) {
            throw new ApiException(described(request, failure));
        }
    }

    /**
     * Sends and hands over the answer as it comes, for answers without end; the caller closes it.
     */
    public StreamedResponse stream(ApiRequest request) throws ApiException {
        prepare(request);
        try {
            Connection connection = open();
            send(connection.out(), request);
            return ResponseReader.stream(connection);
        } catch (IOException failure) {
            throw new ApiException(described(request, failure));
        }
    }

    private void prepare(ApiRequest request) {
        request.withGiven("dc", settings.datacenter()).withGiven("ns", settings.namespace());
        if (settings.stale()) {
            request.with("stale", "");
        }
    }

    /** In the words of Go's HTTP client, which scripts look for. */
    private String described(ApiRequest request, IOException failure) {
        String method = request.method();
        String title = method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
        String url = address.scheme() + "://" + address.shown() + request.target();
        return title + " \"" + url + "\": " + cause(failure);
    }

    private String cause(IOException failure) {
        String target =
                address.socketPath().isEmpty()
                        ? "tcp " + address.target()
                        : "unix " + address.socketPath();
        return switch (failure) {
            case ConnectException _ -> {
                adviseAbout(target);
                yield "dial " + target + ": connect: connection refused";
            }
            case SocketTimeoutException _ -> "dial " + target + ": i/o timeout";
            case SocketException missing when isMissing(missing) -> {
                adviseAbout(target);
                yield "dial " + target + ": connect: no such file or directory";
            }
            case SSLException _ when saysPlain(failure) ->
                    "http: server gave HTTP response to HTTPS client";
            case UnknownHostException _ -> "dial tcp: lookup " + address.host() + ": no such host";
            default -> failure.getMessage() == null ? "EOF" : failure.getMessage();
        };
    }

    private void adviseAbout(String target) {
        advice.give(
                "No agent answers at "
                        + target.substring(target.indexOf(' ') + 1)
                        + ". Start one (for a try: consul agent -dev), or say where it listens"
                        + " with -http-addr or CONSUL_HTTP_ADDR.");
    }

    private boolean isMissing(SocketException failure) {
        return !address.socketPath().isEmpty()
                && String.valueOf(failure.getMessage()).startsWith("No such file");
    }

    private static boolean saysPlain(IOException failure) {
        return String.valueOf(failure.getMessage()).startsWith("Unsupported or unrecognized");
    }

    private Connection open() throws IOException {
        if (!address.socketPath().isEmpty()) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(address.socketPath()));
            return new Connection(
                    Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        }
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
        Socket secure =
                address.scheme().equals("https")
                        ? TlsFiles.wrap(socket, address, settings)
                        : socket;
        return new Connection(secure.getInputStream(), secure.getOutputStream(), secure);
    }

    private void send(OutputStream out, ApiRequest request) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        header(head, "Host", address.socketPath().isEmpty() ? address.shown() : "127.0.0.1");
        header(head, "User-Agent", "Proconsul");
        if (!settings.token().isEmpty()) {
            header(head, "X-Consul-Token", settings.token());
        }
        if (!settings.basicAuth().isEmpty()) {
            String pair =
                    settings.basicAuth().contains(":")
                            ? settings.basicAuth()
                            : settings.basicAuth() + ":";
            byte[] credentials = pair.getBytes(StandardCharsets.UTF_8);
            header(
                    head,
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        byte[] body = request.bytes();
        if (body != null) {
            header(head, "Content-Length", Integer.toString(body.length));
        }
        InputStream source = request.source();
        if (source != null) {
            header(head, "Transfer-Encoding", "chunked");
        }
        header(head, "Connection", "close");
        head.append("\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
            out.write(body);
        }
        if (source != null) {
            sendChunks(source, out);
        }
        out.flush();
    }

    private static void sendChunks(InputStream source, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int count = source.read(chunk); count > 0; count = source.read(chunk)) {
            out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(chunk, 0, count);
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** An open connection, plain or secure. */
    record Connection(InputStream in, OutputStream out, AutoCloseable socket)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                socket.close();
            } catch (IOException failure) {
                throw failure;
            } catch (Exception impossible) {
                throw new AssertionError("sockets throw IOException only", impossible);
            }
        }
    }
}
