package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.proconsul.runtime.disk.FileTree;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reading from a real folder. */
class SystemFilesTest {
    @TempDir private Path folder;

    @Test
    void a_folder_is_read_in_byte_order_without_its_folders_and_through_links() throws Exception {
        Path conf = folder.resolve("conf");
        Files.createDirectories(conf.resolve("sub.json"));
        Files.writeString(conf.resolve("10.json"), "{}");
        Files.writeString(conf.resolve("9.hcl"), "");
        Files.writeString(conf.resolve("B.json"), "{}");
        Files.writeString(conf.resolve("a.txt"), "");
        Files.writeString(folder.resolve("real.hcl"), "x");
        Files.createSymbolicLink(conf.resolve("b.hcl"), Path.of("../real.hcl"));
        FileTree files = FileTree.system();
        assertThat(files.entries(conf))
                .extracting(path -> conf.relativize(path).toString())
                .containsExactly("10.json", "9.hcl", "B.json", "a.txt", "b.hcl", "sub.json");
        assertThat(files.target(conf.resolve("b.hcl"))).isEqualTo(folder.resolve("real.hcl"));
        var warnings = new ArrayList<String>();
        List<ConfigSource> sources = new SourceFiles(files, "", warnings).sources(conf.toString());
        assertThat(sources).hasSize(4);
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("skipping file " + conf.resolve("a.txt"));
    }

    @Test
    void a_loop_of_links_is_refused() throws Exception {
        Files.createSymbolicLink(folder.resolve("a.hcl"), Path.of("b.hcl"));
        Files.createSymbolicLink(folder.resolve("b.hcl"), Path.of("a.hcl"));
        assertThat(
                        catchThrowable(() ->
                                new SourceFiles(FileTree.system(), "", new ArrayList<>())
                                        .sources(folder.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("config: Open failed on " + folder);
    }
}
