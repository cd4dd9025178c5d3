/**
 * The services and checks of this node as they are now, and the files that let them outlive a
 * restart.
 */
@NullMarked
package io.proconsul.agent.local;

import org.jspecify.annotations.NullMarked;
