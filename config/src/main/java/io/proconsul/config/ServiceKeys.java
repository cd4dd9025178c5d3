package io.proconsul.config;

import java.util.List;
import java.util.Map;

/** Keys of the definition of a service. */
final class ServiceKeys {
    static final Schema TABLE = new Schema();

    static final Key<String> KIND = TABLE.text("kind");
    static final Key<String> ID = TABLE.text("id");
    static final Key<String> NAME = TABLE.text("name");
    static final Key<List<String>> TAGS = TABLE.texts("tags");
    static final Key<String> ADDRESS = TABLE.text("address");
    static final Key<Map<String, Settings>> TAGGED_ADDRESSES =
            TABLE.structMap("tagged_addresses", NamedAddress.TABLE);
    static final Key<Map<String, String>> META = TABLE.textMap("meta");
    static final Key<Integer> PORT = TABLE.whole("port", 0);
    static final Key<Settings> CHECK = TABLE.struct("check", CheckKeys.TABLE);
    static final Key<List<Settings>> CHECKS = TABLE.structs("checks", CheckKeys.TABLE);
    static final Key<String> TOKEN = TABLE.text("token");
    static final Key<Settings> WEIGHTS = TABLE.struct("weights", WeightKeys.TABLE);
    static final Key<Boolean> ENABLE_TAG_OVERRIDE = TABLE.truth("enable_tag_override");
    static final Key<Settings> PROXY = TABLE.struct("proxy", ProxyKeys.TABLE);
    static final Key<Settings> CONNECT = TABLE.struct("connect", MeshKeys.TABLE);

    /** An address by name. */
    static final class NamedAddress {
        static final Schema TABLE = new Schema();

        static final Key<String> ADDRESS = TABLE.text("address");
        static final Key<Integer> PORT = TABLE.whole("port", 0);

        private NamedAddress() {}
    }

    /** DNS weights. */
    static final class WeightKeys {
        static final Schema TABLE = new Schema();

        static final Key<Integer> PASSING = TABLE.whole("passing", 1);
        static final Key<Integer> WARNING = TABLE.whole("warning", 1);

        private WeightKeys() {}
    }

    /** How a service takes part in the mesh. */
    static final class MeshKeys {
        static final Schema TABLE = new Schema();

        static final Key<Boolean> NATIVE = TABLE.truth("native");
        static final Key<Settings> SIDECAR_SERVICE =
                TABLE.struct("sidecar_service", ServiceKeys.TABLE);

        private MeshKeys() {}
    }

    /** What a proxy stands in front of. */
    static final class ProxyKeys {
        static final Schema TABLE = new Schema();

        static final Key<String> DESTINATION_SERVICE_NAME = TABLE.text("destination_service_name");
        static final Key<String> DESTINATION_SERVICE_ID = TABLE.text("destination_service_id");
        static final Key<String> LOCAL_SERVICE_ADDRESS = TABLE.text("local_service_address");
        static final Key<Integer> LOCAL_SERVICE_PORT = TABLE.whole("local_service_port", 0);
        static final Key<Map<String, Object>> CONFIG = TABLE.anyMap("config");
        static final Key<List<Settings>> UPSTREAMS = TABLE.structs("upstreams", UpstreamKeys.TABLE);
        static final Key<String> MESH_GATEWAY_MODE = TABLE.text("mesh_gateway.mode");
        static final Key<Boolean> EXPOSE_CHECKS = TABLE.truth("expose.checks");
        static final Key<List<Settings>> EXPOSE_PATHS =
                TABLE.structs("expose.paths", PathKeys.TABLE);

        private ProxyKeys() {}
    }

    /** A service behind a local port of a proxy. */
    static final class UpstreamKeys {
        static final Schema TABLE = new Schema();

        static final Key<String> DESTINATION_TYPE = TABLE.text("destination_type");
        static final Key<String> DESTINATION_NAMESPACE = TABLE.text("destination_namespace");
        static final Key<String> DESTINATION_NAME = TABLE.text("destination_name");
        static final Key<String> DATACENTER = TABLE.text("datacenter");
        static final Key<String> LOCAL_BIND_ADDRESS = TABLE.text("local_bind_address");
        static final Key<Integer> LOCAL_BIND_PORT = TABLE.whole("local_bind_port", 0);
        static final Key<Map<String, Object>> CONFIG = TABLE.anyMap("config");
        static final Key<String> MESH_GATEWAY_MODE = TABLE.text("mesh_gateway.mode");

        private UpstreamKeys() {}
    }

    /** A path that a proxy serves without mutual TLS. */
    static final class PathKeys {
        static final Schema TABLE = new Schema();

        static final Key<Integer> LISTENER_PORT = TABLE.whole("listener_port", 0);
        static final Key<String> PATH = TABLE.text("path");
        static final Key<Integer> LOCAL_PATH_PORT = TABLE.whole("local_path_port", 0);
        static final Key<String> PROTOCOL = TABLE.text("protocol");

        private PathKeys() {}
    }

    private ServiceKeys() {}
}
