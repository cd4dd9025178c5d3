/**
 * What runs on every node, client or server: the services and checks of this machine, kept in step
 * with the catalog.
 *
 * <p>{@link io.proconsul.agent.Agent} is the face that HTTP and DNS see. Behind it, {@code service}
 * says what a definition may contain, {@code local} holds what is registered, {@code check} finds
 * verdicts, {@code sync} tells the catalog, {@code member} knows the cluster's agents and {@code
 * node} knows who we are. Nothing here knows servers: everything goes through {@link
 * io.proconsul.rpc.Caller}.
 */
@NullMarked
package io.proconsul.agent;

import org.jspecify.annotations.NullMarked;
