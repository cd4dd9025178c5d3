/**
 * Programs that run only while nobody else does: {@code lock}. The keys and their flags are those
 * of the original's library, so that its users and ours keep each other out.
 */
@NullMarked
package io.proconsul.cli.lock;

import org.jspecify.annotations.NullMarked;
