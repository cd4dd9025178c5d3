package io.proconsul.model.session;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Wire reference: IndexedSessions. */
public record Sessions(@Nullable List<Session> sessions) {}
