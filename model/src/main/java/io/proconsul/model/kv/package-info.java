/** Keys and values. */
@NullMarked
package io.proconsul.model.kv;

import org.jspecify.annotations.NullMarked;
