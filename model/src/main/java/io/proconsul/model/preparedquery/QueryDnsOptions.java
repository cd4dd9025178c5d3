package io.proconsul.model.preparedquery;

import io.proconsul.model.wire.Wire;

/**
 * How DNS answers a query.
 *
 * @param ttl Go duration text; empty for what is configured for the service
 */
public record QueryDnsOptions(@Wire("TTL") String ttl) {}
