package io.proconsul.agent.stored;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.Origin;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.wire.RecordCodec;

/** The contents of the files, as the reference writes and reads them. */
final class StoredJson {
    private static final RecordCodec<StoredService> SERVICE = RecordCodec.of(StoredService.class);
    private static final RecordCodec<StoredCheck> CHECK = RecordCodec.of(StoredCheck.class);
    private static final RecordCodec<StoredVerdict> VERDICT = RecordCodec.of(StoredVerdict.class);

    private StoredJson() {}

    static byte[] service(LocalService local) {
        NodeService service = local.service();
        return written(
                SERVICE,
                new StoredService(
                        local.token(),
                        service,
                        local.origin().stored(),
                        service.locallyRegisteredAsSidecar()));
    }

    static LocalService service(byte[] content) throws JsonException {
        StoredService stored = SERVICE.readJsonLeniently(JsonReader.ofWhole(content));
        return new LocalService(
                sidecar(stored.service(), stored.locallyRegisteredAsSidecar()),
                stored.token(),
                Origin.ofStored(stored.source()),
                0,
                false);
    }

    /** Whether it is a sidecar stands beside the service, not in it. */
    private static NodeService sidecar(NodeService service, boolean isSidecar) {
        return new NodeService(
                service.kind(),
                service.id(),
                service.name(),
                service.tags(),
                service.address(),
                service.taggedAddresses(),
                service.meta(),
                service.port(),
                service.weights(),
                service.enableTagOverride(),
                service.proxy(),
                service.connect(),
                isSidecar,
                0,
                0);
    }

    static byte[] check(LocalCheck local) {
        return written(
                CHECK,
                new StoredCheck(
                        local.check(), local.type(), local.token(), local.origin().stored()));
    }

    static LocalCheck check(byte[] content) throws JsonException {
        StoredCheck stored = CHECK.readJsonLeniently(JsonReader.ofWhole(content));
        return LocalCheck.fresh(
                stored.check(), stored.chkType(), stored.token(), Origin.ofStored(stored.source()));
    }

    static byte[] verdict(StoredVerdict verdict) {
        return written(VERDICT, verdict);
    }

    static StoredVerdict verdict(byte[] content) throws JsonException {
        return VERDICT.readJsonLeniently(JsonReader.ofWhole(content));
    }

    private static <T> byte[] written(RecordCodec<T> codec, T value) {
        JsonWriter out = new JsonWriter();
        codec.writeJson(value, out);
        return out.toByteArray();
    }
}
