/** The filter language of list endpoints. */
@NullMarked
package io.proconsul.model.filter;

import org.jspecify.annotations.NullMarked;
