/**
 * IP addresses as texts, the addresses of this machine, and the templates that choose among them
 * ({@code {{ GetPrivateIP }}}, configuration reference, section 5). Names are never resolved here.
 */
@NullMarked
package io.proconsul.config.address;

import org.jspecify.annotations.NullMarked;
