/**
 * Makes the folder that can be started: launcher, jars, and the ahead-of-time caches that let the
 * JVM skip loading and linking. Runs at the end of the build, never in the product.
 */
@NullMarked
package io.proconsul.app.dist;

import org.jspecify.annotations.NullMarked;
