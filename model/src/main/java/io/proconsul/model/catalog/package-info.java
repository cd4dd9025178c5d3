/** Nodes, services and what registers them. */
@NullMarked
package io.proconsul.model.catalog;

import org.jspecify.annotations.NullMarked;
