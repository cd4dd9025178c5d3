/**
 * Log lines: their text and JSON forms, rotation, levels that change while running, and listeners.
 */
@NullMarked
package io.proconsul.runtime.log;

import org.jspecify.annotations.NullMarked;
