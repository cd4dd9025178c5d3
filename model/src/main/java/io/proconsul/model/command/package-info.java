/** What goes into the replicated log. */
@NullMarked
package io.proconsul.model.command;

import org.jspecify.annotations.NullMarked;
