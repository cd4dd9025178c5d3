/**
 * JSON exactly as Go reads and writes it: a pull reader with Go's error texts, a writer with Go's
 * escapes.
 *
 * <p>Clients match on the texts of our errors and operators compare our output with that of the
 * program we replace, so both follow Go's {@code encoding/json} to the letter. {@link
 * io.proconsul.json.JsonReader} checks the whole text before the first value is handed out, as Go
 * does: a syntax error at the end of a body wins over a wrong type at its beginning. Nothing here
 * knows records, files or sockets.
 */
@NullMarked
package io.proconsul.json;

import org.jspecify.annotations.NullMarked;
