package io.proconsul.gossip.serf;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Keeps strangers out of a pool. Asked on the owner's thread, for all members of a joining pool and
 * for each member that turns up; must not block.
 */
public interface MergeCheck {
    /** Lets all in. */
    MergeCheck NONE = _ -> null;

    /** Why these members may not be in one pool with us, or nothing. */
    @Nullable String refusal(List<Member> members);
}
