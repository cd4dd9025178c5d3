@NullMarked
package io.proconsul.gossip.telemetry;

import org.jspecify.annotations.NullMarked;
