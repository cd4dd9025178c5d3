/**
 * Questions as clients ask them: query parameters and headers turned into the options of reads and
 * writes, with the reference's texts for those that make no sense.
 */
@NullMarked
package io.proconsul.http.parameter;

import org.jspecify.annotations.NullMarked;
