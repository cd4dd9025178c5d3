package io.proconsul.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Kvs;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class RecentRepliesTest {
    private final RecentReplies recent = new RecentReplies();

    private static KeyRequest key(String key) {
        return new KeyRequest("dc1", key, QueryOptions.DEFAULT);
    }

    private static byte[] reply(int size, int content, QueryMeta meta) {
        byte[] value = new byte[size];
        value[size - 1] = (byte) content;
        var entries = new KvEntries(List.of(new KvEntry(0, "k", 0, value, "", 1, 1)));
        return MethodCodec.of(Kvs.GET).reply(Answer.of(entries, meta));
    }

    private Answer<KvEntries> read(String key, byte[] bytes) throws WireException {
        return recent.read(Kvs.GET, key(key), bytes, 0, bytes.length);
    }

    private Optional<Answer<KvEntries>> repeated(String key, byte[] bytes) throws WireException {
        return recent.repeated(Kvs.GET, key(key), bytes, 0, bytes.length);
    }

    @Test
    void the_same_reply_is_the_same_body_under_its_new_meta() throws WireException {
        Answer<KvEntries> first = read("a", reply(5000, 1, QueryMeta.leader(7)));
        var later = new QueryMeta(80_000, Duration.ofMillis(3), true, "");
        Answer<KvEntries> second = repeated("a", reply(5000, 1, later)).orElseThrow();
        assertThat(second.body()).isSameAs(first.body());
        assertThat(second.meta()).isEqualTo(later);
    }

    @Test
    void another_reply_is_another() throws WireException {
        read("a", reply(5000, 1, QueryMeta.leader(7)));
        assertThat(repeated("a", reply(5000, 2, QueryMeta.leader(7)))).isEmpty();
        assertThat(repeated("a", reply(4999, 1, QueryMeta.leader(7)))).isEmpty();
        assertThat(repeated("b", reply(5000, 1, QueryMeta.leader(7)))).isEmpty();
    }

    @Test
    void what_lies_around_the_bytes_does_not_matter() throws WireException {
        byte[] bytes = reply(5000, 1, QueryMeta.leader(7));
        Answer<KvEntries> first = read("a", bytes);
        byte[] behind = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, behind, 11, bytes.length);
        assertThat(
                        recent.repeated(Kvs.GET, key("a"), behind, 11, bytes.length)
                                .orElseThrow()
                                .body())
                .isSameAs(first.body());
    }

    @Test
    void what_waited_for_a_change_is_not_kept() throws WireException {
        byte[] bytes = reply(5000, 1, QueryMeta.leader(7));
        var waiting = key("a").withOptions(QueryOptions.DEFAULT.waitingFor(5, Duration.ZERO));
        recent.read(Kvs.GET, waiting, bytes, 0, bytes.length);
        assertThat(recent.repeated(Kvs.GET, waiting, bytes, 0, bytes.length)).isEmpty();
    }

    @Test
    void only_so_much_is_kept_and_the_longest_unused_goes_first() throws WireException {
        byte[] bytes = reply(400_000, 1, QueryMeta.leader(7));
        for (String key : List.of("a", "b", "c", "d", "e")) {
            read(key, bytes);
            assertThat(repeated("a", bytes)).isPresent();
        }
        read("f", bytes);
        assertThat(repeated("a", bytes)).isPresent();
        assertThat(repeated("b", bytes)).isEmpty();
        assertThat(repeated("f", bytes)).isPresent();
    }
}
