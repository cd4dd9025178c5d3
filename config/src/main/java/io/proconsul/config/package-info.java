/** Agent configuration. */
@NullMarked
package io.proconsul.config;

import org.jspecify.annotations.NullMarked;
