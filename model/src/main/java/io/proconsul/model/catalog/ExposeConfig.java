package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a proxy serves without mutual TLS. */
public record ExposeConfig(
        @Wire(json = Json.OMIT_EMPTY) boolean checks,
        @Wire(json = Json.OMIT_EMPTY) @Nullable List<ExposePath> paths) {
    public static final ExposeConfig NONE = new ExposeConfig(false, null);
}
