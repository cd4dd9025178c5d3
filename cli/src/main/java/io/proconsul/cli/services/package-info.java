/** Registering and deregistering services at the agent. */
@NullMarked
package io.proconsul.cli.services;

import org.jspecify.annotations.NullMarked;
