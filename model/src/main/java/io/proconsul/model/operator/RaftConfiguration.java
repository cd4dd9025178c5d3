package io.proconsul.model.operator;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Who takes part in the replicated log.
 *
 * @param index of the log entry that says so; 0 on 1.8.7 (vector rpc-096)
 */
public record RaftConfiguration(@Nullable List<RaftServer> servers, long index) {}
