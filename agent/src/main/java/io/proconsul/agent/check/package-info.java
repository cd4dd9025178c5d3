/** Finding verdicts: the kinds of checks, when they run and what turns an outcome into a status. */
@NullMarked
package io.proconsul.agent.check;

import org.jspecify.annotations.NullMarked;
