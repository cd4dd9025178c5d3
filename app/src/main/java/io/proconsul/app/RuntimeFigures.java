package io.proconsul.app;

import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * Figures of the process, under the names operators know; threads stand where Go counts goroutines.
 */
final class RuntimeFigures {
    private RuntimeFigures() {}

    static Map<String, String> now() {
        Runtime runtime = Runtime.getRuntime();
        return Map.of(
                "arch", System.getProperty("os.arch", ""),
                "cpu_count", Integer.toString(runtime.availableProcessors()),
                "goroutines",
                        Integer.toString(ManagementFactory.getThreadMXBean().getThreadCount()),
                "max_procs", Integer.toString(runtime.availableProcessors()),
                "os", "linux",
                "version", "java" + Runtime.version());
    }
}
