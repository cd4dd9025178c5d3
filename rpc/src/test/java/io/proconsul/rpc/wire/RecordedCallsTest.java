package io.proconsul.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Methods;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Calls that 1.8.7 made: read with the codec of their method and written again. */
class RecordedCallsTest {
    private static final Path VECTORS =
            Path.of("../../shared/reference/wire-vectors/rpc-exchanges.jsonl");

    /** Operations of transactions that 1.8.7 keeps a key for and that no client can send. */
    private static final byte[] INTENTION = "Intention".getBytes(StandardCharsets.US_ASCII);

    /** Holds a time that is zero hours off UTC, which we write as UTC; it is the same moment. */
    private static final String OTHER_ZONE = "rpc-097";

    private record Exchange(
            @Wire("id") String id,
            @Wire("method") String method,
            @Wire("request_header_hex") String requestHeader,
            @Wire("request_body_hex") String request,
            @Wire("response_header_hex") String responseHeader,
            @Wire("response_body_hex") String response) {}

    @TestFactory
    Stream<DynamicTest> calls_are_repeated_byte_by_byte() throws IOException {
        assumeTrue(Files.exists(VECTORS), () -> VECTORS + " is not there");
        return Files.readAllLines(VECTORS).stream()
                .map(RecordedCallsTest::exchange)
                .filter(exchange -> Methods.named(exchange.method()).isPresent())
                .map(exchange ->
                        DynamicTest.dynamicTest(
                                exchange.id() + " " + exchange.method(),
                                () ->
                                        repeat(
                                                exchange,
                                                Methods.named(exchange.method()).orElseThrow())));
    }

    private static Exchange exchange(String line) {
        try {
            return RecordCodec.of(Exchange.class).readJsonLeniently(JsonReader.ofWhole(line));
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    private static <Q, R> void repeat(Exchange exchange, Method<Q, R> method) throws WireException {
        MethodCodec<Q, R> codec = MethodCodec.of(method);
        byte[] head = bytes(exchange.requestHeader());
        byte[] body = bytes(exchange.request());
        RequestHeader header = RequestHeader.read(head, head.length);
        assertThat(header.serviceMethod()).isEqualTo(method.name());
        byte[] again = codec.request(header, codec.request(body, 0, body.length));
        assertThat(Arrays.copyOf(again, head.length)).isEqualTo(head);
        same(Arrays.copyOfRange(again, head.length, again.length), body);
        repeatAnswer(exchange, codec, header);
    }

    private static void repeatAnswer(
            Exchange exchange, MethodCodec<?, ?> codec, RequestHeader asked) throws WireException {
        byte[] head = bytes(exchange.responseHeader());
        ResponseHeader header = ResponseHeader.read(head, head.length);
        assertThat(asked.answered(header.error()).encode()).isEqualTo(head);
        byte[] body = bytes(exchange.response());
        if (header.error().isEmpty()) {
            byte[] again = repeated(codec, body);
            if (exchange.id().equals(OTHER_ZONE)) {
                assertThat(again).hasSize(body.length);
            } else {
                same(again, body);
            }
        } else {
            assertThat(ResponseHeader.NO_BODY).isEqualTo(body);
        }
    }

    private static <R> byte[] repeated(MethodCodec<?, R> codec, byte[] body) throws WireException {
        return codec.reply(codec.reply(body, 0, body.length));
    }

    /** Equal but for the order of the keys of maps that are no records, which is free. */
    private static void same(byte[] again, byte[] first) {
        if (!contains(first, INTENTION)) {
            assertThat(again).hasSize(first.length);
            Arrays.sort(again);
            Arrays.sort(first);
            assertThat(again).isEqualTo(first);
        }
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        String all = HexFormat.of().formatHex(bytes);
        return all.contains(HexFormat.of().formatHex(part));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
