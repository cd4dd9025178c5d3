/**
 * Jobs of {@code consul exec}: an event names a key under which a command waits; this agent takes
 * it, runs it and writes what it prints and how it ends below the same key, each key locked by the
 * asker's session, so that all of them go when the asker does (observed on 1.8.7). Whoever may fire
 * the event and write the key runs programs here; hence it is off unless the operator says
 * otherwise.
 */
@NullMarked
package io.proconsul.agent.exec;

import org.jspecify.annotations.NullMarked;
