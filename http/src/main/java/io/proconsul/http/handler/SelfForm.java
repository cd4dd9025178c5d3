package io.proconsul.http.handler;

import io.proconsul.agent.member.Member;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.wire.RecordCodec;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What an agent says about itself.
 *
 * @param proxies whether it names the proxies it suits (seen on 1.8.7: with a gRPC port alone)
 */
record SelfForm(
        NodeIdentity node,
        String version,
        Map<String, ?> debugConfig,
        @Nullable Vivaldi coordinate,
        Member member,
        Map<String, ? extends Map<String, String>> stats,
        boolean proxies) {
    static final JsonForm<SelfForm> JSON = new JsonForm<>(SelfForm::write);

    /** The proxies whose configuration this version was made for. */
    private static final Map<String, List<String>> PROXIES =
            Map.of("envoy", List.of("1.14.5", "1.13.6", "1.12.7", "1.11.2"));

    private void write(JsonWriter out) {
        out.beginObject();
        out.name("Config").beginObject();
        out.name("Datacenter").string(node.datacenter());
        out.name("NodeName").string(node.name());
        out.name("NodeID").string(node.id());
        out.name("Revision").string("");
        out.name("Server").bool(node.server());
        out.name("Version").string(version);
        out.endObject();
        AnyJson.write(debugConfig, out.name("DebugConfig"));
        RecordCodec.of(Vivaldi.class).writeJson(coordinate, out.name("Coord"));
        LocalForms.MEMBER_CODEC.writeJson(member, out.name("Member"));
        AnyJson.write(stats, out.name("Stats"));
        AnyJson.write(node.meta(), out.name("Meta"));
        if (proxies) {
            AnyJson.write(Map.of("SupportedProxies", PROXIES), out.name("xDS"));
        }
        out.endObject();
    }
}
