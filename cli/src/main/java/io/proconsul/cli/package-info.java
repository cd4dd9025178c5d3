/**
 * The command line: {@code main()} for everything but the agent. A command starts, talks to an
 * agent over HTTP, prints and ends within the blink of an eye, so nothing here loads more than it
 * needs: one class per command, chosen by a switch; plain sockets; no logging, no data binding.
 */
@NullMarked
package io.proconsul.cli;

import org.jspecify.annotations.NullMarked;
