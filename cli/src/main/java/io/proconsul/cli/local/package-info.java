/** Commands that need no agent. */
@NullMarked
package io.proconsul.cli.local;

import org.jspecify.annotations.NullMarked;
