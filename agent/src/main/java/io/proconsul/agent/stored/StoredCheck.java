package io.proconsul.agent.stored;

import io.proconsul.model.health.CheckType;
import io.proconsul.model.health.HealthCheck;

import org.jspecify.annotations.Nullable;

/** A file in {@code checks/} (configuration reference, section 10). */
record StoredCheck(HealthCheck check, @Nullable CheckType chkType, String token, String source) {}
