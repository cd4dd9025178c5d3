/**
 * The executable: {@code main()}, and the one place that knows all parts. It reads the
 * configuration, builds the parts by calling constructors, starts them in order and stops them in
 * reverse.
 */
@NullMarked
package io.proconsul.app;

import org.jspecify.annotations.NullMarked;
