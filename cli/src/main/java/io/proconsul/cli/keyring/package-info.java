/** The keys that encrypt gossip. */
@NullMarked
package io.proconsul.cli.keyring;

import org.jspecify.annotations.NullMarked;
