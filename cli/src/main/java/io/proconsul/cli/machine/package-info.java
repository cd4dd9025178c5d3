/**
 * What long-running commands need of the machine they run on: time, signals, programs. Tests have a
 * machine of their own. Nothing here is loaded by a command that asks and prints.
 */
@NullMarked
package io.proconsul.cli.machine;

import org.jspecify.annotations.NullMarked;
