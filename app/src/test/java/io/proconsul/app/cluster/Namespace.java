package io.proconsul.app.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network namespace with a name. Programs are started in it; threads of the test enter it to
 * speak to them.
 */
public final class Namespace implements AutoCloseable {
    private final String name;

    private Namespace(String name) {
        this.name = name;
    }

    static Namespace create(String name) {
        Command.run("ip", "netns", "add", name).orFail();
        var namespace = new Namespace(name);
        namespace.ip("link set lo up");
        return namespace;
    }

    /** Why namespaces cannot be made here; empty when they can. */
    public static String obstacle() {
        try {
            String name = "pc-" + ProcessHandle.current().pid() + "-try";
            Command made = Command.run("ip", "netns", "add", name);
            if (!made.succeeded()) {
                return "ip netns add: " + made.output().strip();
            }
            Command bridge = Command.run("ip", "-n", name, "link", "add", "br0", "type", "bridge");
            Command.run("ip", "netns", "del", name);
            return bridge.succeeded() ? "" : "a bridge: " + bridge.output().strip();
        } catch (UncheckedIOException noProgram) {
            return "the program ip: " + noProgram.getMessage();
        }
    }

    String name() {
        return name;
    }

    /** An {@code ip} command inside, its words separated by spaces. */
    Command ip(String words) {
        List<String> all = new ArrayList<>(List.of("ip", "-n", name));
        all.addAll(Arrays.asList(words.split(" ")));
        return Command.run(all).orFail();
    }

    /** The words of a command that runs inside. */
    public List<String> inside(List<String> words) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(words);
        return all;
    }

    /** A thread, not started yet, whose sockets will be in this namespace. */
    public Thread thread(String threadName, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name(threadName)
                .unstarted(() -> {
                    EnterNamespace.enter(name);
                    work.run();
                });
    }

    /** Runs the work with its sockets in this namespace and waits for it. */
    public <T> T call(Callable<T> work) throws IOException {
        var task = new FutureTask<T>(work);
        thread("in " + name, task).start();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        Command.run("ip", "netns", "del", name);
    }
}
