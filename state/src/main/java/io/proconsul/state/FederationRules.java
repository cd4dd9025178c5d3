package io.proconsul.state;

import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateRequest;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

/** What happens to the states of datacenters. */
final class FederationRules {
    private final Draft draft;

    FederationRules(Draft draft) {
        this.draft = draft;
    }

    /**
     * Writes or removes one; removing an unknown one is no fault.
     *
     * @throws Refusal when the request makes no sense
     */
    void apply(FederationStateRequest request) {
        FederationState state = request.state();
        if (state == null || state.datacenter().isEmpty()) {
            throw new Refusal("missing datacenter on federation state");
        }
        String key = RowKey.fold(state.datacenter());
        switch (request.op()) {
            case FederationStateRequest.UPSERT -> put(key, state);
            case FederationStateRequest.DELETE -> remove(key);
            default ->
                    throw new Refusal("invalid federation state operation type: " + request.op());
        }
    }

    private void put(String key, FederationState state) {
        FederationState before = draft.federation.get(key);
        long created = before == null ? draft.index() : before.createIndex();
        draft.federation.put(key, state.withIndexes(created, draft.index()));
        changed();
    }

    private void remove(String key) {
        if (draft.federation.get(key) != null) {
            draft.federation.remove(key);
            changed();
        }
    }

    private void changed() {
        draft.raise(Indexes.FEDERATION_STATES);
        draft.changed(new Topic.Whole(Table.FEDERATION_STATES));
    }
}
