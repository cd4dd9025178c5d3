/**
 * Answering reads from the state, at once or after a change. Equal questions by callers with equal
 * permissions share one evaluation and one body, however many ask and whether they wait or not.
 *
 * <p>Endpoints say what to read ({@link io.proconsul.server.query.Question}); {@link
 * io.proconsul.server.query.BlockingQueries} decides when. Nothing here knows where a call runs.
 */
@NullMarked
package io.proconsul.server.query;

import org.jspecify.annotations.NullMarked;
