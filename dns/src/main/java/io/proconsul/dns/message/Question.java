package io.proconsul.dns.message;

/**
 * What is asked.
 *
 * @param name as written, with a final dot; a dot or backslash inside a label has a backslash
 *     before it, bytes are the characters 0 to 255
 */
public record Question(String name, int type, int dnsClass) {}
