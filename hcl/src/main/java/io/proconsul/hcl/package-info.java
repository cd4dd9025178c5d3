/** HCL 1 and JSON files as one tree of values that know their file, line and column. */
@NullMarked
package io.proconsul.hcl;

import org.jspecify.annotations.NullMarked;
