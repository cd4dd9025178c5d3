/** Prepared queries: stored questions for services, with what to do when nobody answers. */
@NullMarked
package io.proconsul.model.preparedquery;

import org.jspecify.annotations.NullMarked;
