package io.proconsul.model.event;

/** Nothing but the query meta beside it: the event is on its way. */
public record EventFireReply() {}
