package io.proconsul.gossip.serf;

import io.proconsul.gossip.wire.SerfMessage.KeyRequest;
import io.proconsul.gossip.wire.SerfMessage.KeyResponse;
import io.proconsul.gossip.wire.SerfReader;
import io.proconsul.gossip.wire.SerfWriter;
import io.proconsul.gossip.wire.WireException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Key operations on the whole pool: a question to all and the sum of their answers. */
final class KeyRotation {
    private final Queries queries;

    KeyRotation(Queries queries) {
        this.queries = queries;
    }

    /**
     * @param relays by how many other members each response travels too
     */
    void ask(String operation, byte[] key, int relays, int members, Consumer<KeyAnswer> done) {
        byte[] payload = SerfWriter.bytes(new KeyRequest(key));
        queries.ask(
                new Question(operation, payload, List.of(), false, relays, null),
                new Collecting(members, done));
    }

    private static final class Collecting implements Answers {
        private final Consumer<KeyAnswer> done;
        private final int members;
        private final Map<String, String> messages = new TreeMap<>();
        private final Map<String, Integer> keys = new TreeMap<>();
        private final Map<String, Integer> primaries = new TreeMap<>();
        private int answers;
        private int errors;
        private boolean told;

        Collecting(int members, Consumer<KeyAnswer> done) {
            this.members = members;
            this.done = done;
        }

        @Override
        public void answered(String member, byte[] payload) {
            answers++;
            try {
                count(member, (KeyResponse) SerfReader.read(payload));
            } catch (WireException | ClassCastException e) {
                errors++;
                messages.put(member, "Invalid key query response type");
            }
            if (answers == members) {
                finished();
            }
        }

        private void count(String member, KeyResponse response) {
            if (!response.result()) {
                errors++;
            }
            if (!response.message().isEmpty()) {
                messages.put(member, response.message());
            }
            List<String> listed = response.keys();
            if (listed != null) {
                listed.forEach(key -> keys.merge(key, 1, Integer::sum));
            }
            if (!response.primary().isEmpty()) {
                primaries.merge(response.primary(), 1, Integer::sum);
            }
        }

        @Override
        public void finished() {
            if (!told) {
                told = true;
                done.accept(new KeyAnswer(messages, members, answers, errors, keys, primaries));
            }
        }
    }
}
