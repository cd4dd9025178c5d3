package io.proconsul.app;

import io.proconsul.runtime.metrics.Metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Figures of the process under the names that dashboards know, as far as a JVM has them: live
 * memory and threads stand where Go counts its heap and its goroutines. What only Go counts (single
 * allocations and their ends) is not shown. Everything is asked when somebody looks.
 */
final class RuntimeGauges {
    private RuntimeGauges() {}

    static void declare(Metrics metrics) {
        Runtime runtime = Runtime.getRuntime();
        metrics.gauge("runtime.alloc_bytes", () -> runtime.totalMemory() - runtime.freeMemory());
        metrics.gauge("runtime.sys_bytes", runtime::totalMemory);
        metrics.gauge("runtime.num_goroutines", RuntimeGauges::threads);
        metrics.gauge(
                "runtime.total_gc_runs",
                () -> collections(GarbageCollectorMXBean::getCollectionCount));
        metrics.gauge(
                "runtime.total_gc_pause_ns",
                () ->
                        TimeUnit.MILLISECONDS.toNanos(
                                collections(GarbageCollectorMXBean::getCollectionTime)));
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long collections(ToLongFunction<GarbageCollectorMXBean> figure) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(figure).sum();
    }
}
