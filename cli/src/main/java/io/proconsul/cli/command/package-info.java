/** What a command is, and how it fails. */
@NullMarked
package io.proconsul.cli.command;

import org.jspecify.annotations.NullMarked;
