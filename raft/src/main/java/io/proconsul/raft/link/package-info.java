/**
 * How the servers of a log find each other: by node id, wherever gossip last saw them. Where bytes
 * travel is given from outside.
 */
@NullMarked
package io.proconsul.raft.link;

import org.jspecify.annotations.NullMarked;
