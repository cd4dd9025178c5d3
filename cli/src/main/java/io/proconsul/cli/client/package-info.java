/** Talking to an agent: its address, its token, one request at a time over a plain socket. */
@NullMarked
package io.proconsul.cli.client;

import org.jspecify.annotations.NullMarked;
