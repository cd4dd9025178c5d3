/** The persistent radix tree every table of the state is made of. */
@NullMarked
package io.proconsul.state.tree;

import org.jspecify.annotations.NullMarked;
