/** Calling a method without knowing where it runs: the Caller and its answers. */
@NullMarked
package io.proconsul.rpc;

import org.jspecify.annotations.NullMarked;
