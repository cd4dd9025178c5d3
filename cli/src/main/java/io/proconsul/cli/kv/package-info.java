/** Keys and values from the command line. */
@NullMarked
package io.proconsul.cli.kv;

import org.jspecify.annotations.NullMarked;
