package io.proconsul.agent.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.MemoryDisk;
import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Files as an agent of 1.8.7 wrote them, byte for byte. */
final class FolderStoreTest {
    private static final Path DATA = Path.of("/data");
    private static final String SERVICE =
            "{\"Token\":\"qtok\",\"Service\":{\"ID\":\"w2\",\"Service\":\"web\",\"Tags\":null,"
                    + "\"Address\":\"\",\"Meta\":null,\"Port\":80,\"Weights\":{\"Passing\":1,"
                    + "\"Warning\":1},\"EnableTagOverride\":false,\"Proxy\":{\"MeshGateway\":{},"
                    + "\"Expose\":{}},\"Connect\":{},\"CreateIndex\":0,\"ModifyIndex\":0},"
                    + "\"Source\":\"remote\"}";
    private static final String SIDECAR =
            "{\"Token\":\"sidetok\",\"Service\":{\"Kind\":\"connect-proxy\","
                    + "\"ID\":\"s-sidecar-proxy\",\"Service\":\"s-sidecar-proxy\",\"Tags\":null,"
                    + "\"Address\":\"\",\"Meta\":null,\"Port\":21000,\"Weights\":{\"Passing\":1,"
                    + "\"Warning\":1},\"EnableTagOverride\":true,\"Proxy\":{"
                    + "\"DestinationServiceName\":\"other\",\"DestinationServiceID\":\"q\","
                    + "\"LocalServiceAddress\":\"127.0.0.1\",\"MeshGateway\":{},\"Expose\":{}},"
                    + "\"Connect\":{},\"CreateIndex\":0,\"ModifyIndex\":0},\"Source\":\"remote\","
                    + "\"LocallyRegisteredAsSidecar\":true}";
    private static final String CHECK =
            "{\"Check\":{\"Node\":\"vec\",\"CheckID\":\"h-postredir2\",\"Name\":\"h-postredir2\","
                + "\"Status\":\"critical\",\"Notes\":\"\",\"Output\":\"\",\"ServiceID\":\"\","
                + "\"ServiceName\":\"\",\"ServiceTags\":null,\"Type\":\"http\",\"Definition\":{},"
                + "\"CreateIndex\":0,\"ModifyIndex\":0},\"ChkType\":{\"CheckID\":\"\","
                + "\"Name\":\"h-postredir2\",\"Status\":\"\",\"Notes\":\"\",\"ScriptArgs\":null,"
                + "\"HTTP\":\"http://127.0.0.78:9901/redir\",\"Header\":{\"X-One\":[\"1\"]},\"Method\":\"POST\",\"Body\":\"the"
                + " body\",\"TCP\":\"\",\"Interval\":1000000000,"
                + "\"AliasNode\":\"\",\"AliasService\":\"\",\"DockerContainerID\":\"\","
                + "\"Shell\":\"\",\"GRPC\":\"\",\"GRPCUseTLS\":false,\"TLSSkipVerify\":false,"
                + "\"Timeout\":0,\"TTL\":0,\"SuccessBeforePassing\":0,"
                + "\"FailuresBeforeCritical\":0,\"ProxyHTTP\":\"\",\"ProxyGRPC\":\"\","
                + "\"DeregisterCriticalServiceAfter\":0,\"OutputMaxSize\":0},\"Token\":\"\","
                + "\"Source\":\"remote\"}";
    private static final String MAINTENANCE =
            "{\"Check\":{\"Node\":\"vec\",\"CheckID\":\"_node_maintenance\","
                    + "\"Name\":\"Node Maintenance Mode\",\"Status\":\"critical\","
                    + "\"Notes\":\"why\",\"Output\":\"\",\"ServiceID\":\"\",\"ServiceName\":\"\","
                    + "\"ServiceTags\":null,\"Type\":\"maintenance\",\"Definition\":{},"
                    + "\"CreateIndex\":0,\"ModifyIndex\":0},\"ChkType\":null,\"Token\":\"\","
                    + "\"Source\":\"local\"}";
    private static final String VERDICT =
            "{\"CheckID\":\"service:w1\",\"Output\":\"hi\",\"Status\":\"passing\","
                    + "\"Expires\":1795341050}";

    private final MemoryDisk disk = new MemoryDisk();
    private final VirtualTime time = new VirtualTime();
    private final FolderStore store = new FolderStore(disk, DATA, time, Runnable::run);

    private void put(String name, String content) throws IOException {
        disk.write(DATA.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    private String content(String name) {
        return disk.read(DATA.resolve(name))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("(none)");
    }

    @Test
    void what_the_genuine_agent_wrote_is_written_again_the_same() throws IOException {
        put("services/62d7d5184b7a313dc64255bdb8187847", SERVICE);
        put("services/31d5a3aee4a8bfd5a0a2ee4bd5c9b3ef", SIDECAR);
        put("checks/80220be40bbfb868beb1f355c791a780", CHECK);
        put("checks/e5b8f5ee703685797dee971addc24b9f", MAINTENANCE);
        RegistrationStore.Loaded loaded = store.load();
        List<LocalService> services = loaded.services();
        List<LocalCheck> checks = loaded.checks();
        for (Path file : disk.files()) {
            disk.delete(file);
        }

        var done =
                store.write(new RegistrationStore.Changes(services, checks, List.of(), List.of()));

        assertThat(done).isCompleted();
        assertThat(content("services/62d7d5184b7a313dc64255bdb8187847")).isEqualTo(SERVICE);
        assertThat(content(FileNames.service("s-sidecar-proxy"))).isEqualTo(SIDECAR);
        assertThat(content("checks/80220be40bbfb868beb1f355c791a780")).isEqualTo(CHECK);
        assertThat(content("checks/e5b8f5ee703685797dee971addc24b9f")).isEqualTo(MAINTENANCE);
    }

    @Test
    void the_last_word_of_a_ttl_check_is_written_within_a_second() {
        store.remember(new StoredVerdict("service:w1", "early", "critical", 1));
        store.remember(new StoredVerdict("service:w1", "hi", "passing", 1795341050));
        assertThat(disk.files()).isEmpty();

        time.pass(Duration.ofSeconds(1));

        assertThat(content("checks/state/1d237aef6eaf8ded6ba9a05c92ac239c")).isEqualTo(VERDICT);
        assertThat(disk.log()).hasSize(1);
        assertThat(store.verdictOf("service:w1").orElseThrow().output()).isEqualTo("hi");
    }

    @Test
    void a_check_that_goes_takes_its_last_word_along() {
        store.remember(new StoredVerdict("mem", "", "passing", 1));
        time.pass(Duration.ofSeconds(1));

        var done =
                store.write(
                        new RegistrationStore.Changes(
                                List.of(), List.of(), List.of(), List.of("mem")));
        time.pass(Duration.ofSeconds(1));

        assertThat(done).isCompleted();
        assertThat(store.verdictOf("mem")).isEmpty();
    }

    @Test
    void stopping_writes_the_last_words() {
        store.remember(new StoredVerdict("mem", "", "passing", 1));

        assertThat(store.stop()).isCompleted();

        assertThat(store.verdictOf("mem")).isPresent();
    }

    @Test
    void a_file_that_cannot_be_read_does_not_hide_the_others() throws IOException {
        put("services/0", "{\"Token\":");
        put("services/1.tmp", "{");
        put("services/62d7d5184b7a313dc64255bdb8187847", SERVICE);

        assertThat(store.load().services()).extracting(LocalService::id).containsExactly("w2");
    }
}
