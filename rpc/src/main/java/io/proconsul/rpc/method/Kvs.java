package io.proconsul.rpc.method;

import io.proconsul.model.kv.KeyListRequest;
import io.proconsul.model.kv.KeyNames;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvRequest;

/** Keys and values. */
public final class Kvs {
    /**
     * True only for {@code cas}, {@code lock}, {@code unlock} and {@code delete-cas} that did
     * something.
     */
    public static final Method<KvRequest, Boolean> APPLY =
            Method.write("KVS.Apply", KvRequest.class, Boolean.class);

    public static final Method<KeyRequest, KvEntries> GET =
            Method.query("KVS.Get", KeyRequest.class, KvEntries.class);
    public static final Method<KeyRequest, KvEntries> LIST =
            Method.query("KVS.List", KeyRequest.class, KvEntries.class);
    public static final Method<KeyListRequest, KeyNames> LIST_KEYS =
            Method.query("KVS.ListKeys", KeyListRequest.class, KeyNames.class);

    private Kvs() {}
}
