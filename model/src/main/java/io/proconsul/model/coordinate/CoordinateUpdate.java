package io.proconsul.model.coordinate;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;

import org.jspecify.annotations.Nullable;

/**
 * A node tells where it has found itself to stand (wire reference: CoordinateUpdateRequest). The
 * leader gathers these and writes them in batches.
 */
public record CoordinateUpdate(
        String datacenter,
        String node,
        String segment,
        @Nullable Vivaldi coord,
        @Flat WriteOptions options)
        implements Write {}
