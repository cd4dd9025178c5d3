package io.proconsul.runtime.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

final class ReplaceTest {
    private final Disk disk = Disk.system();

    @TempDir Path folder;

    @Test
    void a_replaced_file_is_read_at_once_and_nobody_else_may() throws IOException {
        Path made = folder.resolve("made/on/the/way");
        Path file = made.resolve("name");

        disk.replace(file, new byte[] {1});
        disk.replace(file, new byte[] {2, 3});

        assertThat(disk.read(file)).contains(new byte[] {2, 3});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(disk.list(made)).containsExactly(file);
    }

    @Test
    void what_is_added_stands_behind_what_was_there() throws IOException {
        Path file = folder.resolve("journal");
        disk.write(file, new byte[] {1});

        disk.appendForced(file, new byte[] {2});
        disk.appendForced(file, new byte[] {3});

        assertThat(disk.read(file)).contains(new byte[] {1, 2, 3});
    }
}
