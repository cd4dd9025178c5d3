/** Transactions over keys, nodes, services and checks. */
@NullMarked
package io.proconsul.model.txn;

import org.jspecify.annotations.NullMarked;
