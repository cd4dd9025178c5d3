/** Tests of how servers find each other. */
@NullMarked
package io.proconsul.raft.link;

import org.jspecify.annotations.NullMarked;
