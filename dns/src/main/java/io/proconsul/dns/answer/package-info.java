/**
 * What is answered: names are parsed into look-ups, look-ups are asked from the cluster through a
 * {@code Caller}, and what comes back becomes records that fit the client's packet (DNS reference,
 * sections 2 to 7). No socket here.
 */
@NullMarked
package io.proconsul.dns.answer;

import org.jspecify.annotations.NullMarked;
