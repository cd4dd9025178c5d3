/** Wide reads that the web UI makes: whole nodes, all instances. */
@NullMarked
package io.proconsul.model.internal;

import org.jspecify.annotations.NullMarked;
