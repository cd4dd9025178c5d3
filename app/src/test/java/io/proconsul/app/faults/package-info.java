/**
 * A campaign of faults against a cluster of real processes: clients work on keys, servers are
 * killed, stopped and cut off, and a checker says whether what the clients were told is possible.
 */
@NullMarked
package io.proconsul.app.faults;

import org.jspecify.annotations.NullMarked;
