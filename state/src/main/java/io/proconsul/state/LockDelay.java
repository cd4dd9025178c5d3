package io.proconsul.state;

import java.time.Duration;

/** A key whose lock was lost with its session: it cannot be locked again for {@code delay}. */
public record LockDelay(String key, Duration delay) {}
