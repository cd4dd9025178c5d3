/** Looking around in the catalog. */
@NullMarked
package io.proconsul.cli.catalog;

import org.jspecify.annotations.NullMarked;
