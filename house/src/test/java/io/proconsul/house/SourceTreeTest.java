package io.proconsul.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What may not stand in a source file, found by reading the files. */
class SourceTreeTest {
    /** Endings of type names that say nothing. */
    private static final Pattern EMPTY_NAME =
            Pattern.compile("(Manager|Helper|Helpers|Util|Utils|Impl|Base|Data|Info)\\.java$");

    private static final Map<String, Pattern> BANNED =
            Map.of(
                    "an unfinished mark", Pattern.compile("\\b(TODO|FIXME|XXX)\\b"),
                    "a disabled test", Pattern.compile("@Disabled\\b"),
                    "a preview feature",
                            Pattern.compile("--enable-preview|\\bStructuredTaskScope\\b"));

    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\s*\\(");

    @Test
    void no_type_has_an_ending_that_says_nothing() {
        assertThat(
                        SourceTree.javaFiles().stream()
                                .map(SourceTree::name)
                                .filter(name -> EMPTY_NAME.matcher(name).find())
                                .toList())
                .isEmpty();
    }

    @Test
    void nothing_is_left_for_later() {
        List<String> found = new ArrayList<>();
        for (Path file : foreignFiles()) {
            String text = SourceTree.text(file);
            BANNED.forEach((what, pattern) -> {
                if (pattern.matcher(text).find()) {
                    found.add(SourceTree.name(file) + ": " + what);
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void tests_do_not_sleep() {
        assertThat(
                        foreignFiles().stream()
                                .filter(file -> SourceTree.name(file).contains("/src/test/"))
                                .filter(file -> SLEEP.matcher(SourceTree.text(file)).find())
                                .map(SourceTree::name)
                                .toList())
                .isEmpty();
    }

    @Test
    void every_package_says_what_it_is_for() {
        assertThat(
                        SourceTree.javaFiles().stream()
                                .filter(file -> SourceTree.name(file).contains("/src/main/"))
                                .map(Path::getParent)
                                .distinct()
                                .filter(folder ->
                                        !folder.resolve("package-info.java").toFile().exists()
                                                || !SourceTree.text(
                                                                folder.resolve("package-info.java"))
                                                        .contains("@NullMarked"))
                                .map(SourceTree::name)
                                .toList())
                .isEmpty();
    }

    /** All but this module, whose patterns spell out what they look for. */
    private static List<Path> foreignFiles() {
        return SourceTree.javaFiles().stream()
                .filter(file -> !SourceTree.name(file).startsWith("house/"))
                .toList();
    }
}
