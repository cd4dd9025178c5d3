/** Apache Ratis behind our interface. The only package that may import the engine. */
@NullMarked
package io.proconsul.raft.ratis;

import org.jspecify.annotations.NullMarked;
