/**
 * The state as a stream of records, the reference's {@code state.bin} (snapshot format, section 3).
 */
@NullMarked
package io.proconsul.state.snapshot;

import org.jspecify.annotations.NullMarked;
