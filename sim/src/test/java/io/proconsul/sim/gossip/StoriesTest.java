package io.proconsul.sim.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scripts in {@code gossip-stories}: lines that are obeyed, {@code ----}, and what must come of
 * them. With {@code -Dproconsul.stories.write=true} the expected output is written anew, to be read
 * before it is committed.
 */
class StoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/gossip-stories");
    private static final String DIVIDER = "----";
    private static final boolean WRITE = Boolean.getBoolean("proconsul.stories.write");

    @TestFactory
    List<DynamicTest> every_story_goes_as_it_is_told() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path file) throws IOException {
        String expected = Files.readString(file);
        String told = tell(expected);
        if (WRITE) {
            Files.writeString(file, told);
        } else {
            assertThat(told).isEqualTo(expected);
        }
    }

    /** Paragraphs that begin with # are comments; the first may be {@code seed N}. */
    private static String tell(String script) {
        StringBuilder told = new StringBuilder();
        Story story = new Story(1);
        for (String paragraph : script.strip().split("\n\n")) {
            if (paragraph.startsWith("#")) {
                told.append(paragraph).append("\n\n");
            } else if (paragraph.startsWith("seed ")) {
                story = new Story(Long.parseLong(paragraph.substring("seed ".length()).strip()));
                told.append(paragraph).append("\n\n");
            } else {
                tell(story, paragraph, told);
            }
        }
        return told.toString().strip() + "\n";
    }

    private static void tell(Story story, String paragraph, StringBuilder told) {
        int divider = paragraph.indexOf("\n" + DIVIDER);
        String commands = divider < 0 ? paragraph : paragraph.substring(0, divider);
        String last = "";
        for (String command : commands.lines().toList()) {
            last = story.tell(command);
            told.append(command).append('\n');
        }
        told.append(DIVIDER).append('\n').append(last).append("\n\n");
    }
}
