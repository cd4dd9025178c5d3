/** The methods agents and servers call on each other, as typed constants. */
@NullMarked
package io.proconsul.rpc.method;

import org.jspecify.annotations.NullMarked;
