package io.proconsul.runtime.log;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Where log lines go and how they look.
 *
 * @param json one JSON object a line instead of text
 * @param file also written there, in rotation; null for none
 */
public record LogSettings(LogLevel level, boolean json, @Nullable Rotation file) {
    /**
     * A log file and when the next one begins.
     *
     * @param path the configured path, a folder when it ends in a slash; the moment of opening is
     *     put into the file's name
     * @param bytes the size after which the next begins; 0 for no limit
     * @param age the age after which the next begins
     * @param keep how many finished files stay: 0 all of them, -1 none
     */
    public record Rotation(String path, long bytes, Duration age, int keep) {}
}
