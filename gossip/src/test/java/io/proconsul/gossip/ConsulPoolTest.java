package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.util.Optional;

/** A genuine Consul 1.8.7, server and client, takes a member of ours for a client agent. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ConsulPoolTest {
    private static final Optional<Path> CONSUL = Genuine.find();

    private final MixedPool pool;
    private final Path folder;

    ConsulPoolTest(@TempDir Path folder) {
        this.folder = folder;
        pool = MixedPool.of(folder);
    }

    @BeforeEach
    void theRealProgramIsThere() {
        Assumptions.assumeTrue(
                CONSUL.isPresent(),
                "skipped: no genuine consul (../shared/tools/reference-consul gives none)");
    }

    @AfterEach
    void stopAll() {
        pool.close();
    }

    private ConsulAgent consul(String node, int host, String... more) {
        ConsulAgent agent =
                ConsulAgent.start(CONSUL.orElseThrow(), folder, node, pool.ip(host), more);
        pool.atEnd(agent::kill);
        return agent;
    }

    private BareProcess client(String name, int host, String join) {
        return pool.process(
                name,
                pool.ip(host) + ":8301",
                "versions=consul",
                "join=" + join,
                "tag:role=node",
                "tag:dc=dc1",
                "tag:segment=",
                "tag:id=8f2a5b0e-6f0d-4e53-9d9e-0000000000" + host,
                "tag:vsn=2",
                "tag:vsn_min=2",
                "tag:vsn_max=3",
                "tag:build=1.8.7:",
                "tag:acls=0");
    }

    @Test
    void a_server_catalogs_a_member_of_ours_and_sees_it_die_come_back_and_leave() {
        ConsulAgent server = consul("server", 1, "-dev");
        ConsulAgent agent = consul("agent", 2, "-data-dir=" + folder, "-join=" + server.address());
        BareProcess ours = client("ours", 11, server.address());
        ours.await("joined agent ");

        String line = "ours +" + pool.ip(11) + ":8301 +alive +client +1.8.7 +2 +dc1 +<default>";
        server.await(line, "members");
        agent.await(line, "members");
        server.await("ours +8f2a5b0e", "catalog", "nodes");
        server.await(health("passing"), "watch", "-type=checks", "-state=any");

        agent.ask("event", "-name=deploy");
        ours.await("event consul:event:deploy");

        ours.kill();
        server.await("ours .*failed", "members");
        server.await(health("critical"), "watch", "-type=checks", "-state=any");

        BareProcess again = client("ours", 11, agent.address());
        again.await("joined server ");
        server.await(health("passing"), "watch", "-type=checks", "-state=any");
        again.tell("leave");
        assertThat(again.exitCode()).isZero();
        server.await("ours .*left", "members");
        server.await("(?s)^((?!ours).)*server((?!ours).)*$", "catalog", "nodes");
    }

    private static String health(String status) {
        return "(?s)\"Node\": \"ours\",\\s+\"CheckID\": \"serfHealth\","
                + "\\s+\"Name\": \"Serf Health Status\",\\s+\"Status\": \""
                + status
                + '"';
    }
}
