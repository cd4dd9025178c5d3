/** Sessions: what locks belong to. */
@NullMarked
package io.proconsul.model.session;

import org.jspecify.annotations.NullMarked;
