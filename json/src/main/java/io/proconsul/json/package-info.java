/**
 * JSON exactly as Go reads and writes it: a pull reader with Go's error texts, a writer with Go's
 * escapes.
 */
@NullMarked
package io.proconsul.json;

import org.jspecify.annotations.NullMarked;
