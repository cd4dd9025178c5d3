/**
 * User events: fired through a server, spread by gossip, remembered by every agent they are meant
 * for (gossip reference, section 8.3; HTTP reference, section 9).
 */
@NullMarked
package io.proconsul.agent.event;

import org.jspecify.annotations.NullMarked;
