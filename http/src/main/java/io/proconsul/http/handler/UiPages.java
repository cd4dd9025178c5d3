package io.proconsul.http.handler;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32C;

/**
 * The web UI: files that are packaged with the program. Paths that name no file are the UI's own
 * and get its index page. Browsers keep files and ask whether they changed.
 */
public final class UiPages {
    private static final String FOLDER = "/ui/";
    private static final String INDEX = "index.html";

    /** Where the index page says where it lives. */
    private static final String BASE = "<base href=\"/ui/\">";

    private static final HeaderName ETAG = new HeaderName("Etag");
    private static final Header ASK_AGAIN = new HeaderName("Cache-Control").of("no-cache");
    private static final Header ANYTHING = MediaType.of("application/octet-stream");
    private static final Map<String, Header> TYPES =
            Map.of(
                    "html", MediaType.HTML,
                    "css", MediaType.of("text/css; charset=utf-8"),
                    "js", MediaType.of("text/javascript; charset=utf-8"),
                    "svg", MediaType.of("image/svg+xml"));

    private final String path;

    /** Files read so far; bounded by how many there are. */
    private final ConcurrentMap<String, Page> pages = new ConcurrentHashMap<>();

    /**
     * @param path where the UI lives, with slashes around it
     */
    public UiPages(String path) {
        this.path = path;
    }

    private record Page(Content content, Header type, Header tag) {}

    /** The page at the path behind the UI's own. */
    public Response page(Request request) {
        Page page = find(request.rest().isEmpty() ? INDEX : request.rest());
        boolean known = page.tag.value().equals(request.headers().first("If-None-Match"));
        Response response = known ? Response.empty(304) : Response.of(200, page.type, page.content);
        return response.with(page.tag).with(ASK_AGAIN);
    }

    private Page find(String name) {
        Page known = pages.get(name);
        if (known != null) {
            return known;
        }
        byte[] file = read(name);
        if (file == null) {
            return find(INDEX);
        }
        Page page = page(name, name.equals(INDEX) ? placed(file) : file);
        pages.put(name, page);
        return page;
    }

    private static byte @Nullable [] read(String name) {
        boolean folder = name.endsWith("/") || name.indexOf('.') < 0;
        if (folder) {
            return null;
        }
        try (InputStream in = UiPages.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("reading the page " + name, broken);
        }
    }

    private byte[] placed(byte[] index) {
        String text = new String(index, StandardCharsets.UTF_8);
        return text.replace(BASE, "<base href=\"" + path + "\">").getBytes(StandardCharsets.UTF_8);
    }

    private static Page page(String name, byte[] file) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        var sum = new CRC32C();
        sum.update(file);
        String tag =
                '"' + HexFormat.of().toHexDigits((int) sum.getValue()) + '-' + file.length + '"';
        return new Page(Content.of(file), TYPES.getOrDefault(ending, ANYTHING), ETAG.of(tag));
    }
}
