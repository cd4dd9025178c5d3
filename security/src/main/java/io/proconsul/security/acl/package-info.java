/** Who may do what: resources, access, the authorizer that decides. */
@NullMarked
package io.proconsul.security.acl;

import org.jspecify.annotations.NullMarked;
