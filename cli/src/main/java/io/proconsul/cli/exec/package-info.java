/**
 * Running a command on many nodes: {@code exec}. The command stands below a key of a session; an
 * event tells the agents; they write what happened below the same key.
 */
@NullMarked
package io.proconsul.cli.exec;

import org.jspecify.annotations.NullMarked;
