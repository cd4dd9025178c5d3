package io.proconsul.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.http.edge.BodyReader.Progress;
import io.proconsul.http.edge.Framing.Expectation;
import io.proconsul.http.message.BrokenBodyException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class BodyReaderTest {
    private final Inbox inbox = new Inbox();

    private static BodyReader reader(long length, long limit) {
        return BodyReader.of(new Framing(length, false, true, Expectation.NOTHING), limit);
    }

    private void arrives(String text) {
        inbox.add(text.replace(";", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(BodyReader reader) throws BrokenBodyException {
        return new String(reader.received().bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_counted_body_ends_where_it_was_announced() throws BrokenBodyException {
        BodyReader reader = reader(5, 100);
        arrives("ab");
        assertThat(reader.read(inbox)).isEqualTo(Progress.UNFINISHED);
        arrives("cdeGET");
        assertThat(reader.read(inbox)).isEqualTo(Progress.FINISHED);
        assertThat(text(reader)).isEqualTo("abcde");
        assertThat(inbox.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;hello;6; world;0;;",
                "5;hello;06; world;0;;",
                "B;hello world;0;;",
                "b;hello world;00;X-Trailer: ignored;;",
                "b  ;hello world;0;;"
            })
    void chunks_are_put_together(String wire) throws BrokenBodyException {
        BodyReader reader = reader(Framing.CHUNKED, 100);
        for (byte b : wire.replace(";", "\r\n").getBytes(StandardCharsets.ISO_8859_1)) {
            inbox.add(new byte[] {b});
            reader.read(inbox);
        }
        assertThat(reader.read(inbox)).isEqualTo(Progress.FINISHED);
        assertThat(text(reader)).isEqualTo("hello world");
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void extensions_of_chunks_are_read_over() throws BrokenBodyException {
        BodyReader reader = reader(Framing.CHUNKED, 100);
        inbox.add("3;name=value\r\nabc\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reader.read(inbox)).isEqualTo(Progress.FINISHED);
        assertThat(text(reader)).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "'zz;', invalid byte in chunk length",
        "';', invalid byte in chunk length",
        "'3;abcd;', malformed chunked encoding",
        "'fffffffffffffffff;', http chunk length too large"
    })
    void broken_chunks_say_what_is_wrong(String wire, String flaw) {
        BodyReader reader = reader(Framing.CHUNKED, 100);
        arrives(wire);
        assertThat(reader.read(inbox)).isEqualTo(Progress.FINISHED);
        assertThatThrownBy(() -> reader.received().bytes())
                .isInstanceOf(BrokenBodyException.class)
                .hasMessage(flaw);
    }

    @Test
    void a_line_between_chunks_cannot_grow_forever() {
        BodyReader reader = reader(Framing.CHUNKED, 100);
        arrives("1" + " ".repeat(5000));
        assertThat(reader.read(inbox)).isEqualTo(Progress.FINISHED);
        assertThatThrownBy(() -> reader.received().bytes()).hasMessage("header line too long");
    }

    @Test
    void chunks_beyond_the_limit_are_noticed_before_they_arrive() {
        BodyReader reader = reader(Framing.CHUNKED, 10);
        arrives("5;hello;6;");
        assertThat(reader.read(inbox)).isEqualTo(Progress.TOO_LARGE);
    }

    @Test
    void memory_grows_with_what_arrives_and_not_with_what_was_announced() {
        BodyReader reader = reader(Integer.MAX_VALUE - 8L, Integer.MAX_VALUE);
        arrives("a");
        assertThat(reader.read(inbox)).isEqualTo(Progress.UNFINISHED);
    }
}
