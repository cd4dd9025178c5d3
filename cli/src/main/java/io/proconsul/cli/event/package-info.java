/** User events: {@code event}, and what else tells all agents something. */
@NullMarked
package io.proconsul.cli.event;

import org.jspecify.annotations.NullMarked;
