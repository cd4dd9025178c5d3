package io.proconsul.cli;

import io.proconsul.cli.command.Advice;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.Machine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A terminal of a test: what is typed, what comes out. */
public final class TypedCommands {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Machine machine;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

    public TypedCommands(String address) {
        this(address, Machine.system());
    }

    public TypedCommands(String address, Machine machine) {
        this.machine = machine;
        environment.put("CONSUL_HTTP_ADDR", address);
    }

    /** What the next command reads from its standard input. */
    public TypedCommands input(String text) {
        input = text;
        return this;
    }

    /** Sets a variable for the next commands. */
    public TypedCommands with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Terminal terminal() {
        return new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                () -> false,
                machine,
                new Advice());
    }

    /** Runs one command; its output replaces what was there. */
    public int run(String... words) {
        out.reset();
        err.reset();
        return new CommandLine(terminal()).run(List.of(words));
    }

    /** Runs one command on a thread of its own. */
    public CompletableFuture<Integer> begin(String... words) {
        var status = new CompletableFuture<Integer>();
        Thread.ofPlatform().daemon().start(() -> status.complete(run(words)));
        return status.orTimeout(20, TimeUnit.SECONDS);
    }

    public String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
