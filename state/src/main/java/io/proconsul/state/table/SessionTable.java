package io.proconsul.state.table;

import io.proconsul.model.session.Session;
import io.proconsul.state.tree.RadixTree;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Sessions.
 *
 * @param sessions by id
 * @param byNode by node and id
 * @param byCheck by node, check and id, for each check they depend on
 */
public record SessionTable(
        RadixTree<Session> sessions, RadixTree<Session> byNode, RadixTree<Session> byCheck) {
    public static final SessionTable EMPTY =
            new SessionTable(RadixTree.unindexed(), RadixTree.unindexed(), RadixTree.unindexed());

    public @Nullable Session get(String id) {
        return sessions.get(Uuid.key(id));
    }

    public List<Session> on(String node) {
        return byNode.below(RowKey.within(node));
    }
}
