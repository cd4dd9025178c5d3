/** The agents of the cluster as this one sees them. */
@NullMarked
package io.proconsul.agent.member;

import org.jspecify.annotations.NullMarked;
