/**
 * Apache Ratis behind our interface. The only package that may import the engine.
 *
 * <p>Ratis 3.3.0 needs to be handled with care; each of these is held by a test:
 *
 * <ul>
 *   <li>a non-voter, and a voter that was one, mistake the mark "initializing" ({@link
 *       io.proconsul.raft.ratis.LinkRpc}), and a demoted voter shuts itself down ({@link
 *       io.proconsul.raft.ratis.Member});
 *   <li>the state machine of a server that joins is paused before it was started ({@link
 *       io.proconsul.raft.ratis.RatisFsm});
 *   <li>a log that ends in a half-written entry cannot be opened ({@link
 *       io.proconsul.raft.ratis.LogTail});
 *   <li>an append is checked under a lock and written after it ({@link
 *       io.proconsul.raft.ratis.PeerRequests}), and a sender's thread can sleep through a signal
 *       ({@link io.proconsul.raft.ratis.EntrySender});
 *   <li>a newcomer is given a snapshot even if its log goes beyond it, and then fails ({@link
 *       io.proconsul.raft.ratis.HeldSnapshot});
 *   <li>a snapshot that came from a peer is not forced to the disk, and one that fails to get there
 *       is sent again without a pause.
 * </ul>
 *
 * <p>It logs under {@code org.apache.ratis}: what people should see of it begins at warnings, but
 * for {@code org.apache.ratis.server.leader.LogAppender}, whose place {@link
 * io.proconsul.raft.ratis.EntrySender} takes, and {@code
 * org.apache.ratis.server.raftlog.segmented.SegmentedRaftLogWorker}, which complains about being
 * woken to stop: errors only. {@code org.apache.ratis.util.LifeCycle} only repeats what we say
 * ourselves.
 */
@NullMarked
package io.proconsul.raft.ratis;

import org.jspecify.annotations.NullMarked;
