import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A service small enough to read in a minute. It says hello, tells an agent whether it is well, and can be made ill:
 *
 * <pre>
 *   java Web.java 8080                          start
 *   curl http://127.0.0.1:8080/                 hello
 *   curl -X PUT http://127.0.0.1:8080/ill       from now on /health answers 503
 *   curl -X PUT http://127.0.0.1:8080/well      and 200 again
 * </pre>
 *
 * <p>It knows nothing of Proconsul: {@code web.json} beside it tells the agent where it is and what to check.
 */
public final class Web {
    private static final AtomicBoolean WELL = new AtomicBoolean(true);

    private Web() {}

    /** @param arguments the port to listen on */
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.createContext("/", exchange -> answer(exchange, 200, "hello from port " + port));
        server.createContext("/health", exchange -> answer(exchange, WELL.get() ? 200 : 503, WELL.get() ? "well" : "ill"));
        server.createContext("/ill", exchange -> become(exchange, false));
        server.createContext("/well", exchange -> become(exchange, true));
        server.start();
        System.out.println("listening on http://127.0.0.1:" + port);
    }

    private static void become(HttpExchange exchange, boolean well) throws IOException {
        WELL.set(well);
        answer(exchange, 200, well ? "well" : "ill");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
