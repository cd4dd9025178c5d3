/** User events as servers are asked to send them. */
@NullMarked
package io.proconsul.model.event;

import org.jspecify.annotations.NullMarked;
