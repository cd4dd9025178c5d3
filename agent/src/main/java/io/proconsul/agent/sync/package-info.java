/**
 * Keeping the catalog equal to the local state (anti-entropy): what differs, what to send, and
 * when.
 */
@NullMarked
package io.proconsul.agent.sync;

import org.jspecify.annotations.NullMarked;
