package io.proconsul.http.handler;

import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks a Linux system about itself by reading what it shows as files. Blocking; use once. */
final class HostProbe {
    private static final int KIB = 1024;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Disk disk;
    private final Clock clock;
    private final List<String> errors = new ArrayList<>();

    HostProbe(Disk disk, Clock clock) {
        this.disk = disk;
        this.clock = clock;
    }

    /** A report of this moment. */
    HostReport report() {
        Instant now = clock.now();
        var memory = memory();
        var cpus = cpus();
        var host = host(now);
        return new HostReport(
                memory,
                cpus,
                host,
                space(),
                now.getEpochSecond() * NANOS_PER_SECOND + now.getNano(),
                errors.isEmpty() ? null : errors);
    }

    private HostReport.Memory memory() {
        Map<String, String> said = pairs(lines("/proc/meminfo"), ':');
        long total = bytes(said, "MemTotal");
        long available = bytes(said, "MemAvailable");
        return new HostReport.Memory(
                total,
                available,
                total - available,
                percent(total - available, total),
                bytes(said, "MemFree"),
                bytes(said, "Active"),
                bytes(said, "Inactive"),
                bytes(said, "Buffers"),
                bytes(said, "Cached"),
                bytes(said, "SwapTotal"),
                bytes(said, "SwapFree"));
    }

    private static long bytes(Map<String, String> said, String name) {
        return number(said.getOrDefault(name, "")) * KIB;
    }

    /** Processors are described in blocks with empty lines between. */
    private List<HostReport.Cpu> cpus() {
        var cpus = new ArrayList<HostReport.Cpu>();
        var block = new ArrayList<String>();
        for (String line : lines("/proc/cpuinfo")) {
            if (line.isBlank()) {
                cpus.add(cpu(pairs(block, ':')));
                block.clear();
            } else {
                block.add(line);
            }
        }
        return cpus;
    }

    private static HostReport.Cpu cpu(Map<String, String> said) {
        return new HostReport.Cpu(
                number(said.getOrDefault("processor", "")),
                said.getOrDefault("vendor_id", ""),
                said.getOrDefault("cpu family", ""),
                said.getOrDefault("model", ""),
                number(said.getOrDefault("stepping", "")),
                said.getOrDefault("physical id", ""),
                said.getOrDefault("core id", ""),
                1,
                said.getOrDefault("model name", ""),
                decimal(said.getOrDefault("cpu MHz", "")),
                number(said.getOrDefault("cache size", "")),
                List.of(said.getOrDefault("flags", "").split(" ", -1)));
    }

    private HostReport.Host host(Instant now) {
        long uptime = (long) decimal(first("/proc/uptime").split(" ", -1)[0]);
        Map<String, String> release = pairs(lines("/etc/os-release"), '=');
        String platform = release.getOrDefault("ID", "");
        return new HostReport.Host(
                first("/proc/sys/kernel/hostname"),
                uptime,
                now.getEpochSecond() - uptime,
                ProcessHandle.allProcesses().count(),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
                platform,
                platform,
                release.getOrDefault("VERSION_ID", "").replace("\"", ""),
                first("/proc/sys/kernel/osrelease"),
                System.getProperty("os.arch", ""),
                "",
                "",
                first("/proc/sys/kernel/random/boot_id"));
    }

    private static HostReport.Space space() {
        var root = Path.of("/").toFile();
        long total = root.getTotalSpace();
        long used = total - root.getFreeSpace();
        return new HostReport.Space(
                "/", "", total, root.getUsableSpace(), used, percent(used, total));
    }

    private static Map<String, String> pairs(List<String> lines, char separator) {
        var pairs = new HashMap<String, String>();
        for (String line : lines) {
            int at = line.indexOf(separator);
            if (at > 0) {
                pairs.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
            }
        }
        return pairs;
    }

    private String first(String file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? "" : lines.getFirst().strip();
    }

    private List<String> lines(String file) {
        try {
            return disk.read(Path.of(file))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                    .orElse(List.of());
        } catch (IOException unreadable) {
            errors.add(file + ": " + unreadable.getMessage());
            return List.of();
        }
    }

    /** The number at the beginning of a text; 0 when there is none. */
    private static long number(String text) {
        String digits = text.split(" ", -1)[0];
        return digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)
                ? 0
                : Long.parseLong(digits);
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
