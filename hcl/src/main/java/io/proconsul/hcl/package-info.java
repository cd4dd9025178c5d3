/**
 * HCL 1 and JSON files as one tree of values that know their file, line and column.
 *
 * <p>{@link io.proconsul.hcl.TreeReader} is the way in. The tree keeps the differences between the
 * two languages that its readers have to know: an HCL block is a list of tables ({@link
 * io.proconsul.hcl.Value.Blocks}), a JSON object is a table; HCL numbers are whole or fractions,
 * JSON numbers are always fractions. Nothing here knows which keys exist.
 */
@NullMarked
package io.proconsul.hcl;

import org.jspecify.annotations.NullMarked;
