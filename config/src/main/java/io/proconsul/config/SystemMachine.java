package io.proconsul.config;

import io.proconsul.config.address.Interfaces;
import io.proconsul.config.address.SystemInterfaces;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.disk.FileTree;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The machine we run on; what Linux tells under {@code /proc}, and elsewhere what the JDK knows.
 */
final class SystemMachine implements Machine {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String OPEN_FILES = "Max open files";

    private final Disk disk = Disk.system();

    @Override
    public FileTree files() {
        return FileTree.system();
    }

    @Override
    public Interfaces interfaces() {
        return new SystemInterfaces(disk);
    }

    @Override
    public String hostName() {
        return read(HOST_NAME).map(String::strip).orElseGet(SystemMachine::resolvedName);
    }

    private static String resolvedName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unknown) {
            return "localhost";
        }
    }

    @Override
    public OptionalLong openFilesMax() {
        return read(LIMITS).map(SystemMachine::openFilesMax).orElse(OptionalLong.empty());
    }

    /** The soft limit stands first behind the words; {@code unlimited} is no limit. */
    static OptionalLong openFilesMax(String limits) {
        for (String line : limits.split("\n")) {
            if (line.startsWith(OPEN_FILES)) {
                String soft = line.substring(OPEN_FILES.length()).strip().split("\\s+")[0];
                return soft.equals("unlimited")
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(soft));
            }
        }
        return OptionalLong.empty();
    }

    private Optional<String> read(Path file) {
        try {
            return disk.read(file).map(content -> new String(content, StandardCharsets.UTF_8));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    @Override
    public String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
