/** Tests of how servers become one cluster and stay one. */
@NullMarked
package io.proconsul.server.cluster;

import org.jspecify.annotations.NullMarked;
