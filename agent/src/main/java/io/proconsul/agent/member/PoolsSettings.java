package io.proconsul.agent.member;

import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.gossip.PoolSettings;

import org.jspecify.annotations.Nullable;

/**
 * The pools an agent takes part in.
 *
 * @param lan without keys, as {@code wan}
 * @param wan servers only; null: this agent is in no WAN pool
 */
public record PoolsSettings(
        NodeIdentity node, PoolSettings lan, @Nullable PoolSettings wan, PoolKeys keys) {}
