package io.proconsul.http.message;

/**
 * A request before its body: what decides who answers and how much body is read.
 *
 * @param method as it was sent; any token
 * @param client who asks
 */
public record Head(String method, Target target, Headers headers, Client client) {}
