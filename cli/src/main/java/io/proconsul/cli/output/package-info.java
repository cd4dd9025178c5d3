/** Tables and other forms of output that operators' scripts rely on (CLI reference, section 3). */
@NullMarked
package io.proconsul.cli.output;

import org.jspecify.annotations.NullMarked;
