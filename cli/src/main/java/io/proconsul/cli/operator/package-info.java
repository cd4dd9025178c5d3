/** Commands for those who run the cluster. */
@NullMarked
package io.proconsul.cli.operator;

import org.jspecify.annotations.NullMarked;
