/** Files: the few things we ask of a disk, so that a test can refuse them. */
@NullMarked
package io.proconsul.runtime.disk;

import org.jspecify.annotations.NullMarked;
