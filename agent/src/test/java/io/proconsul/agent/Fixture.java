package io.proconsul.agent;

import io.proconsul.agent.check.http.Tls;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.net.Dialer;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.TokenResolver;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An agent with everything around it made for tests: no thread, no socket, no real time. */
public final class Fixture {
    public static final NodeIdentity NODE =
            new NodeIdentity(
                    "11111111-2222-3333-4444-555555555555",
                    "vec",
                    "dc1",
                    true,
                    "127.0.0.1",
                    Map.of("lan", "127.0.0.1", "wan", "127.0.0.1"),
                    Map.of("consul-network-segment", ""));

    public final VirtualTime time = new VirtualTime();
    public final FakeCatalog catalog = new FakeCatalog();
    public final AgentTokens tokens = new AgentTokens();
    public MemoryDisk disk = new MemoryDisk();
    public TokenResolver resolver = TokenResolver.allowAll();
    public AgentSettings settings = AgentSettings.of(NODE, null);

    public Surroundings around() {
        return new Surroundings(
                time,
                time,
                Chance.seeded(7),
                disk,
                Dialer.system(),
                Tls.system(),
                Runnable::run,
                catalog,
                new LoneMember(NODE),
                resolver,
                tokens);
    }

    public Fixture withFolder() {
        settings = AgentSettings.of(NODE, Path.of("/data"));
        return this;
    }

    /** An agent that runs and has told the catalog all there is. */
    public Agent running() {
        return running(ConfiguredDefinitions.NONE);
    }

    public Agent running(ConfiguredDefinitions configured) {
        Agent agent = new Agent(settings, around());
        agent.start(configured);
        time.pass(Duration.ZERO);
        return agent;
    }

    /** The text and kind of a refusal; null when it was none. */
    public static @Nullable String refusal(CompletableFuture<?> future) {
        try {
            future.getNow(null);
            return null;
        } catch (CompletionException failure) {
            return failure.getCause() instanceof AgentRefusal refusal
                    ? refusal.kind().httpStatus() + " " + refusal.text()
                    : "no refusal: " + failure.getCause();
        }
    }

    /** As {@link #refusal(CompletableFuture)} for what is refused at once. */
    public static @Nullable String refusal(Runnable operation) {
        try {
            operation.run();
            return null;
        } catch (AgentRefusal refusal) {
            return refusal.kind().httpStatus() + " " + refusal.text();
        }
    }
}
