package io.proconsul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.cli.ScriptedAgent.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Commands of those who run a cluster, against an agent that answers from a script. */
class OperatorCommandsTest {
    private static final String AUTOPILOT =
            """
            {"CleanupDeadServers":true,"LastContactThreshold":"200ms","MaxTrailingLogs":250,
             "MinQuorum":0,"ServerStabilizationTime":"10s","CreateIndex":5,"ModifyIndex":9}
            """;

    private final ScriptedAgent agent = new ScriptedAgent();
    private final TypedCommands typed = new TypedCommands(agent.address());

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void joining_counts_the_addresses_that_worked() {
        agent.on("PUT /v1/agent/join/", question -> Reply.refused(500, "no such host"));
        agent.on("PUT /v1/agent/join/10.0.0.2", "");

        assertThat(typed.run("join", "-wan", "10.0.0.1", "10.0.0.2")).isZero();
        assertThat(typed.output())
                .isEqualTo("Successfully joined cluster by contacting 1 nodes.\n");
        assertThat(typed.errors())
                .isEqualTo(
                        "Error joining address '10.0.0.1': Unexpected response code: 500 (no such"
                                + " host)\n");
        assertThat(agent.questions())
                .extracting(Object::toString)
                .containsExactly(
                        "PUT /v1/agent/join/10.0.0.1?wan=1", "PUT /v1/agent/join/10.0.0.2?wan=1");
    }

    @Test
    void a_join_that_reached_nobody_fails() {
        agent.on("PUT /v1/agent/join/", question -> Reply.refused(500, "x"));

        assertThat(typed.run("join", "a")).isEqualTo(1);
        assertThat(typed.errors()).endsWith("\nFailed to join any nodes.\n");
    }

    @Test
    void forcing_a_member_to_leave_is_silent_and_may_prune() {
        agent.on("PUT /v1/agent/force-leave/n1", "");

        assertThat(typed.run("force-leave", "-prune", "n1")).isZero();
        assertThat(typed.output() + typed.errors()).isEmpty();
        assertThat(agent.questions().getFirst().target())
                .isEqualTo("/v1/agent/force-leave/n1?prune=1");
    }

    @Test
    void a_misused_command_tells_what_is_wrong_and_then_how_it_is_meant() {
        assertThat(typed.run("force-leave")).isEqualTo(1);
        assertThat(typed.errors())
                .startsWith(
                        "A single node name must be specified to force leave.\n\n"
                                + "Usage: consul force-leave ");
    }

    @Test
    void autopilot_is_shown_line_by_line() {
        agent.on("GET /v1/operator/autopilot/configuration", AUTOPILOT);

        assertThat(typed.run("operator", "autopilot", "get-config")).isZero();
        assertThat(typed.output())
                .isEqualTo(
                        """
                        CleanupDeadServers = true
                        LastContactThreshold = 200ms
                        MaxTrailingLogs = 250
                        MinQuorum = 0
                        ServerStabilizationTime = 10s
                        RedundancyZoneTag = ""
                        DisableUpgradeMigration = false
                        UpgradeVersionTag = ""
                        """);
    }

    @Test
    void autopilot_keeps_what_is_not_given_and_compares_before_it_sets() {
        agent.on("GET /v1/operator/autopilot/configuration", AUTOPILOT);
        agent.on("PUT /v1/operator/autopilot/configuration", "true");

        assertThat(
                        typed.run(
                                "operator",
                                "autopilot",
                                "set-config",
                                "-min-quorum=3",
                                "-last-contact-threshold=1500ms"))
                .isZero();
        assertThat(typed.output()).isEqualTo("Configuration updated!\n");
        assertThat(agent.questions().getLast())
                .hasToString(
                        "PUT /v1/operator/autopilot/configuration?cas=9"
                                + " {\"CleanupDeadServers\":true,\"LastContactThreshold\":\"1.5s\","
                                + "\"MaxTrailingLogs\":250,\"MinQuorum\":3,"
                                + "\"ServerStabilizationTime\":\"10s\",\"CreateIndex\":5,"
                                + "\"ModifyIndex\":9}");
    }

    @Test
    void autopilot_that_somebody_else_changed_is_told_on_standard_output() {
        agent.on("GET /v1/operator/autopilot/configuration", AUTOPILOT);
        agent.on("PUT /v1/operator/autopilot/configuration", "false");

        assertThat(typed.run("operator", "autopilot", "set-config")).isEqualTo(1);
        assertThat(typed.output())
                .isEqualTo("Configuration could not be atomically updated, please try again\n");
    }

    @Test
    void a_peer_is_removed_by_address_or_id_but_not_by_both() {
        agent.on("DELETE /v1/operator/raft/peer", "");

        assertThat(typed.run("operator", "raft", "remove-peer", "-id=7")).isZero();
        assertThat(typed.output()).isEqualTo("Removed peer with id \"7\"\n");
        assertThat(typed.run("operator", "raft", "remove-peer", "-id=7", "-address=a:1"))
                .isEqualTo(1);
        assertThat(agent.questions()).hasSize(1);
    }

    @Test
    void the_distance_of_nodes_uses_coordinates_of_one_area() {
        agent.on(
                "GET /v1/coordinate/nodes",
                """
                [{"Node":"a","Segment":"x","Coord":{"Vec":[9],"Height":1,"Adjustment":0}},
                 {"Node":"a","Segment":"","Coord":{"Vec":[0.003,0],"Height":0.001,"Adjustment":0}},
                 {"Node":"B","Segment":"","Coord":{"Vec":[0,0.004],"Height":0.002,"Adjustment":-0.001}}]
                """);

        assertThat(typed.run("rtt", "a", "b")).isZero();
        assertThat(typed.output())
                .isEqualTo("Estimated a <-> b rtt: 7.000 ms (using LAN coordinates)\n");
        assertThat(typed.run("rtt", "a", "c")).isEqualTo(1);
        assertThat(typed.errors()).isEqualTo("Could not find a coordinate for node \"c\"\n");
    }

    @Test
    void servers_of_datacenters_are_compared_by_their_names_in_the_wan() {
        agent.on("GET /v1/agent/self", "{\"Config\":{\"NodeName\":\"s1\",\"Datacenter\":\"dc1\"}}");
        agent.on(
                "GET /v1/coordinate/datacenters",
                """
                [{"Datacenter":"dc1","AreaID":"wan","Coordinates":[
                   {"Node":"s1","Coord":{"Vec":[0],"Height":0.001,"Adjustment":0}}]},
                 {"Datacenter":"dc2","AreaID":"wan","Coordinates":[
                   {"Node":"s9","Coord":{"Vec":[0.01],"Height":0.001,"Adjustment":0}}]}]
                """);

        assertThat(typed.run("rtt", "-wan", "s9.dc2")).isZero();
        assertThat(typed.output())
                .isEqualTo("Estimated s9.dc2 <-> s1.dc1 rtt: 12.000 ms (using WAN coordinates)\n");
    }

    @Test
    void an_event_carries_its_payload_and_its_audience() {
        agent.on("GET /v1/agent/self", "{}");
        agent.on("PUT /v1/event/fire/deploy", "{\"ID\":\"b33d\"}");

        assertThat(typed.run("event", "-name=deploy", "-service=web", "-tag=v1", "7.3 b")).isZero();
        assertThat(typed.output()).isEqualTo("Event ID: b33d\n");
        assertThat(agent.questions().getLast())
                .hasToString("PUT /v1/event/fire/deploy?service=web&tag=v1 7.3 b");
    }

    @Test
    void keys_are_listed_pool_by_pool_with_what_members_said() {
        agent.on(
                "GET /v1/operator/keyring",
                """
                [{"WAN":true,"Datacenter":"dc1","Messages":{"n1":"slow"},"Keys":{"b":1,"a":2},"NumNodes":2},
                 {"WAN":false,"Datacenter":"dc1","Segment":"s","Keys":{},"NumNodes":1}]
                """);

        assertThat(typed.run("keyring", "-list", "-relay-factor=2")).isZero();
        assertThat(typed.output())
                .isEqualTo(
                        """
                        ==> Gathering installed encryption keys...

                        WAN:
                          ===> n1: slow
                          a [2/2]
                          b [1/2]

                        dc1 (LAN [s]):
                        """);
        assertThat(agent.questions().getFirst().target())
                .isEqualTo("/v1/operator/keyring?relay-factor=2");
    }

    @Test
    void a_key_is_sent_with_the_method_of_what_shall_happen_to_it() {
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            agent.on(method + " /v1/operator/keyring", "");
        }

        assertThat(typed.run("keyring", "-install=k")).isZero();
        assertThat(typed.run("keyring", "-use=k")).isZero();
        assertThat(typed.run("keyring", "-remove=k")).isZero();
        assertThat(agent.questions())
                .extracting(question -> question.method() + " " + question.body())
                .containsExactly(
                        "POST {\"Key\":\"k\"}", "PUT {\"Key\":\"k\"}", "DELETE {\"Key\":\"k\"}");
    }

    @Test
    void a_snapshot_gets_its_name_only_when_it_is_whole(@TempDir Path folder) throws IOException {
        byte[] archive = archive();
        agent.on(
                "GET /v1/snapshot",
                question -> new Reply(200, Map.of("X-Consul-Index", "44"), archive));
        Path file = folder.resolve("s.snap");

        assertThat(typed.run("snapshot", "save", "-stale", file.toString())).isZero();
        assertThat(typed.output()).isEqualTo("Saved and verified snapshot to index 44\n");
        assertThat(file).hasBinaryContent(archive);
        assertThat(agent.questions().getFirst().target()).isEqualTo("/v1/snapshot?stale=");

        agent.on("GET /v1/snapshot", "half of it");
        Path other = folder.resolve("t.snap");
        assertThat(typed.run("snapshot", "save", other.toString())).isEqualTo(1);
        assertThat(typed.errors()).startsWith("Error verifying snapshot file: ");
        assertThat(other).doesNotExist();
    }

    @Test
    void a_snapshot_is_sent_as_it_is(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.snap"), "whatever");
        agent.on("PUT /v1/snapshot", "");

        assertThat(typed.run("snapshot", "restore", file.toString())).isZero();
        assertThat(typed.output()).isEqualTo("Restored snapshot\n");
        assertThat(agent.questions().getFirst().body()).isEqualTo("whatever");
    }

    private static byte[] archive() throws IOException {
        try (InputStream in =
                OperatorCommandsTest.class.getResourceAsStream("snapshot/small.snap")) {
            return java.util.Objects.requireNonNull(in, "snapshot/small.snap").readAllBytes();
        }
    }
}
