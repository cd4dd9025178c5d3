/**
 * The filter language of list endpoints: {@code Checks.Status == critical and "b" in Service.Tags}
 * (http reference, section 1.8).
 *
 * <p>{@link io.proconsul.model.filter.Filter} is the only way in. An expression is parsed into a
 * {@code Expression}, which {@code Compiler} turns into a {@code Condition} on one kind of record;
 * field names are those of the wire. The texts of errors are 1.8.7's, down to the list of what was
 * expected where, so the parser keeps account of every symbol it tried in vain.
 */
@NullMarked
package io.proconsul.model.filter;

import org.jspecify.annotations.NullMarked;
