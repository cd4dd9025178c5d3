/**
 * Staying in touch with an agent: a question that is asked again when the answer changes, and a
 * session that is kept alive.
 */
@NullMarked
package io.proconsul.cli.follow;

import org.jspecify.annotations.NullMarked;
