package io.proconsul.http.message;

/** What a response carries behind its headers. */
public sealed interface Payload permits Content, Stream {}
