/**
 * Asking somebody else: the configured resolvers, one after the other (DNS reference, section 7).
 */
@NullMarked
package io.proconsul.dns.recursion;

import org.jspecify.annotations.NullMarked;
