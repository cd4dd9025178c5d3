package io.proconsul.http.handler;

import io.proconsul.http.message.Content;
import io.proconsul.json.JsonWriter;
import io.proconsul.rpc.Body;

import java.util.function.BiConsumer;

/**
 * One way of writing one kind of reply as JSON, compact or for people. Keep in a constant: shared
 * replies remember what each form made of them, so that many requests cost one encoding.
 */
final class JsonForm<R> {
    private static final String INDENT = "    ";

    private final BiConsumer<R, JsonWriter> writing;
    private final Body.Encoding<R, Content> compact = new Body.Encoding<>(this::compact);
    private final Body.Encoding<R, Content> indented = new Body.Encoding<>(this::indented);

    JsonForm(BiConsumer<R, JsonWriter> writing) {
        this.writing = writing;
    }

    /** A reply that others may have got too. */
    Content of(Body<R> reply, boolean pretty) {
        return reply.encoded(pretty ? indented : compact);
    }

    /** Something that only this request gets. */
    Content of(R value, boolean pretty) {
        return pretty ? indented(value) : compact(value);
    }

    private Content compact(R value) {
        var writer = new JsonWriter();
        writing.accept(value, writer);
        return Content.of(writer.toByteBuffer());
    }

    /** Indented answers end with a line feed, compact ones do not. */
    private Content indented(R value) {
        var writer = JsonWriter.indented(INDENT);
        writing.accept(value, writer);
        writer.lineFeed();
        return Content.of(writer.toByteBuffer());
    }
}
