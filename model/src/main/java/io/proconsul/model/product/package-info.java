/** What this program calls itself. */
@NullMarked
package io.proconsul.model.product;

import org.jspecify.annotations.NullMarked;
