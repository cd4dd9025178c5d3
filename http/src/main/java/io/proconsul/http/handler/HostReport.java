package io.proconsul.http.handler;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the operating system says about the machine; zero or empty where it says nothing.
 *
 * @param collectionTime nanoseconds since 1970
 * @param errors what could not be read; null when all could
 */
record HostReport(
        Memory memory,
        @Wire("CPU") List<Cpu> cpu,
        Host host,
        Space disk,
        long collectionTime,
        @Nullable List<String> errors) {

    /** Bytes of memory. */
    record Memory(
            @Wire("total") long total,
            @Wire("available") long available,
            @Wire("used") long used,
            @Wire("usedPercent") double usedPercent,
            @Wire("free") long free,
            @Wire("active") long active,
            @Wire("inactive") long inactive,
            @Wire("buffers") long buffers,
            @Wire("cached") long cached,
            @Wire("swaptotal") long swapTotal,
            @Wire("swapfree") long swapFree) {}

    /** One processor. */
    record Cpu(
            @Wire("cpu") long number,
            @Wire("vendorId") String vendor,
            @Wire("family") String family,
            @Wire("model") String model,
            @Wire("stepping") long stepping,
            @Wire("physicalId") String physicalId,
            @Wire("coreId") String coreId,
            @Wire("cores") long cores,
            @Wire("modelName") String modelName,
            @Wire("mhz") double megahertz,
            @Wire("cacheSize") long cacheSize,
            @Wire("flags") List<String> flags) {}

    /** The system that runs. */
    record Host(
            @Wire("hostname") String name,
            @Wire("uptime") long uptimeSeconds,
            @Wire("bootTime") long bootTime,
            @Wire("procs") long processes,
            @Wire("os") String os,
            @Wire("platform") String platform,
            @Wire("platformFamily") String platformFamily,
            @Wire("platformVersion") String platformVersion,
            @Wire("kernelVersion") String kernelVersion,
            @Wire("kernelArch") String architecture,
            @Wire("virtualizationSystem") String virtualizationSystem,
            @Wire("virtualizationRole") String virtualizationRole,
            @Wire("hostid") String id) {}

    /** Bytes of the root file system. */
    record Space(
            @Wire("path") String path,
            @Wire("fstype") String type,
            @Wire("total") long total,
            @Wire("free") long free,
            @Wire("used") long used,
            @Wire("usedPercent") double usedPercent) {}
}
