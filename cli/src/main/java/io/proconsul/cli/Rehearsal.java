package io.proconsul.cli;

import io.proconsul.cli.command.Advice;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.Machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the common commands once against a stand-in for an agent, so that the JVM can remember what
 * they load. The build does this; the answers only have to be of the right form.
 */
final class Rehearsal {
    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("version"),
                    List.of("--help"),
                    List.of("kv", "get", "-h"),
                    List.of("members"),
                    List.of("kv", "get", "app/colour"),
                    List.of("kv", "get", "-recurse", "app"),
                    List.of("kv", "put", "app/colour", "blue"),
                    List.of("kv", "delete", "app/colour"),
                    List.of("catalog", "services"),
                    List.of("catalog", "nodes"),
                    List.of("catalog", "datacenters"),
                    List.of("info"),
                    List.of("maint"),
                    List.of("keygen"));

    private Rehearsal() {}

    static int run() {
        try (ServerSocket agent = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(agent));
            Map<String, String> environment =
                    Map.of("CONSUL_HTTP_ADDR", "127.0.0.1:" + agent.getLocalPort());
            PrintStream nowhere =
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Terminal terminal =
                    new Terminal(
                            InputStream.nullInputStream(),
                            nowhere,
                            nowhere,
                            environment,
                            () -> false,
                            Machine.system(),
                            new Advice());
            COMMANDS.forEach(words -> new CommandLine(terminal).run(words));
            askForRole(terminal);
            return 0;
        } catch (IOException failure) {
            System.err.println("rehearsal: " + failure.getMessage());
            return 1;
        }
    }

    private static void askForRole(Terminal terminal) throws IOException {
        Path file = Files.createTempFile("rehearsal", ".json");
        try {
            Files.writeString(file, "{\"server\": false, \"bind_addr\": \"127.0.0.1\"}");
            String flag = "-config-file=" + file;
            String fragment = "-hcl=data_dir = \"" + file.getParent() + "\"";
            new CommandLine(terminal).run(List.of(CommandLine.ROLE, flag, fragment));
        } finally {
            Files.delete(file);
        }
    }

    private static void serve(ServerSocket agent) {
        while (!agent.isClosed()) {
            try (Socket client = agent.accept()) {
                String request = request(client.getInputStream());
                byte[] body = answer(request).getBytes(StandardCharsets.UTF_8);
                String head =
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n";
                client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().write(body);
            } catch (IOException over) {
                return;
            }
        }
    }

    /** The request line; the rest of the head is read and dropped. */
    private static String request(InputStream in) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        String first = reader.readLine();
        for (String line = first; line != null && !line.isEmpty(); line = reader.readLine()) {
            // up to the empty line
        }
        return first == null ? "" : first;
    }

    private static String answer(String request) {
        if (request.startsWith("GET /v1/kv/")) {
            return "[{\"LockIndex\":0,\"Key\":\"app/colour\",\"Flags\":0,\"Value\":\"Ymx1ZQ==\",\"CreateIndex\":7,"
                       + "\"ModifyIndex\":7}]";
        }
        if (request.contains("/v1/agent/members")) {
            return "[{\"Name\":\"n\",\"Addr\":\"127.0.0.1\",\"Port\":8301,\"Tags\":{\"role\":\"consul\",\"dc\":\"dc1\","
                       + "\"build\":\"1.8.7:\"},\"Status\":1,\"DelegateCur\":4}]";
        }
        if (request.contains("/v1/agent/self")) {
            return "{\"Config\":{\"NodeName\":\"n\"},\"Stats\":{\"agent\":{\"checks\":\"0\"}}}";
        }
        if (request.contains("/v1/catalog/nodes")) {
            return "[{\"Node\":\"n\",\"ID\":\"1-2\",\"Address\":\"127.0.0.1\",\"Datacenter\":\"dc1\"}]";
        }
        if (request.contains("/v1/catalog/datacenters")) {
            return "[\"dc1\"]";
        }
        return request.startsWith("GET ") ? "{\"consul\":[]}" : "true";
    }
}
