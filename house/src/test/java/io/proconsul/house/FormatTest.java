package io.proconsul.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Nobody discusses white space: every Java file is as google-java-format (AOSP) leaves it. {@code
 * mvn verify -Dformat=apply -pl house -am} rewrites what differs.
 *
 * <p>The formatter runs here and not as a Maven plugin, because Maven may run on a Java that cannot
 * read our sources while tests always run on the JDK of the toolchain.
 */
class FormatTest {
    private static final JavaFormatterOptions AOSP =
            JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build();

    @Test
    void every_java_file_is_formatted() {
        boolean apply = "apply".equals(System.getProperty("format"));
        List<String> different =
                SourceTree.javaFiles().parallelStream()
                        .filter(file -> differs(file, apply))
                        .map(SourceTree::name)
                        .toList();

        assertThat(apply ? List.of() : different)
                .as("files to format: mvn verify -Dformat=apply -pl house -am")
                .isEmpty();
    }

    private static boolean differs(Path file, boolean apply) {
        String text = SourceTree.text(file);
        String formatted = formatted(file, text);
        if (formatted.equals(text)) {
            return false;
        }
        if (apply) {
            write(file, formatted);
        }
        return true;
    }

    private static String formatted(Path file, String text) {
        try {
            String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.AOSP);
            Formatter formatter = new Formatter(AOSP);
            String formatted =
                    formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
            return StringWrapper.wrap(formatted, formatter);
        } catch (FormatterException failure) {
            throw new AssertionError(
                    "formatting " + SourceTree.name(file) + ": " + failure.getMessage(), failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new AssertionError("writing " + file, failure);
        }
    }
}
