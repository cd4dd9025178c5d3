/** What every read carries and what every read answers: options, meta, who asks. */
@NullMarked
package io.proconsul.model.query;

import org.jspecify.annotations.NullMarked;
