/** Checks and their verdicts. */
@NullMarked
package io.proconsul.model.health;

import org.jspecify.annotations.NullMarked;
