package io.proconsul.config;

import java.time.Duration;

/**
 * The log. The level is not checked here; the agent does.
 *
 * @param file a path, a folder when it ends with a slash, empty for none
 * @param rotateDuration zero for a day
 * @param rotateMaxFiles 0 keeps all, -1 none
 */
public record LogConfig(
        String level,
        boolean json,
        String file,
        int rotateBytes,
        Duration rotateDuration,
        int rotateMaxFiles,
        boolean syslog,
        String syslogFacility) {
    static LogConfig of(Settings settings) {
        return new LogConfig(
                settings.get(NodeKeys.LOG_LEVEL),
                settings.get(NodeKeys.LOG_JSON),
                settings.get(NodeKeys.LOG_FILE),
                settings.get(NodeKeys.LOG_ROTATE_BYTES),
                settings.get(NodeKeys.LOG_ROTATE_DURATION),
                settings.get(NodeKeys.LOG_ROTATE_MAX_FILES),
                settings.get(NodeKeys.ENABLE_SYSLOG),
                settings.get(NodeKeys.SYSLOG_FACILITY));
    }
}
