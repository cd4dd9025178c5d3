/**
 * Answers that keep themselves fresh: what somebody read with {@code ?cached} is read again in the
 * background whenever it changes, so that later readers find it at hand.
 */
@NullMarked
package io.proconsul.http.cache;

import org.jspecify.annotations.NullMarked;
