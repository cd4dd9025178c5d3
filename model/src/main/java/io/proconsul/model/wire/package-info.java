/**
 * How records become JSON and msgpack: the record declares its fields, the codec reads the
 * declaration.
 */
@NullMarked
package io.proconsul.model.wire;

import org.jspecify.annotations.NullMarked;
