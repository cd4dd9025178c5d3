/**
 * Archives of a cluster's state as files: a compressed tar with a description, the state and sums
 * of both (snapshot format, sections 1 and 2). What the state is made of is nobody's business here.
 */
@NullMarked
package io.proconsul.model.archive;

import org.jspecify.annotations.NullMarked;
