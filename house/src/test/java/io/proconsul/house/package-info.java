/**
 * The rules of the house, as tests: which module may use which, what the code may not touch, how it
 * is formatted. A rule that cannot fail is not a rule, so each names the file that breaks it.
 */
@NullMarked
package io.proconsul.house;

import org.jspecify.annotations.NullMarked;
