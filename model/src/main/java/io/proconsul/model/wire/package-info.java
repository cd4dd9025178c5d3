/**
 * How records become JSON and msgpack: the record declares its fields, {@link
 * io.proconsul.model.wire.RecordCodec} reads the declaration once and then writes and reads both
 * forms without looking at it again.
 *
 * <p>What a component's type means on the wire: {@code String} text, {@code boolean}, {@code int} a
 * signed integer, {@code long} an <em>unsigned</em> one of 64 bits, {@code double}, {@code byte[]}
 * bytes (base64 in JSON), {@link java.time.Duration} nanoseconds, {@link java.time.Instant} a
 * timestamp, a list, a map with text keys, another record, or {@code Object}: whatever JSON gave. A
 * component that is {@code @Nullable} may be absent; any other reads as its zero value when it is
 * not there.
 */
@NullMarked
package io.proconsul.model.wire;

import org.jspecify.annotations.NullMarked;
