/** What checks say, held within bounds. */
@NullMarked
package io.proconsul.agent.check.output;

import org.jspecify.annotations.NullMarked;
