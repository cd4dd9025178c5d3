/**
 * What may be registered: definitions of services and checks, the rules they must keep, and what is
 * derived from them (ids, sidecars, default names).
 */
@NullMarked
package io.proconsul.agent.service;

import org.jspecify.annotations.NullMarked;
