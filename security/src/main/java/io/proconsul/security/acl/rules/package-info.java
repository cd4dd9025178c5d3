/** The language of ACL rules, and its older form. */
@NullMarked
package io.proconsul.security.acl.rules;

import org.jspecify.annotations.NullMarked;
