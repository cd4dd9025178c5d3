/** Tokens, policies and rules. */
@NullMarked
package io.proconsul.cli.acl;

import org.jspecify.annotations.NullMarked;
