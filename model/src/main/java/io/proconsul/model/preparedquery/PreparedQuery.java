package io.proconsul.model.preparedquery;

import io.proconsul.model.wire.Wire;

/**
 * A stored question for the instances of a service (HTTP reference, section 10).
 *
 * @param name what it is asked by, without regard to case; for a template what names begin with
 * @param session it goes with that session; empty for none
 * @param token executes with these rights instead of the caller's; empty for none
 * @param template how it serves many names; its type is empty for a query of one name
 */
public record PreparedQuery(
        @Wire("ID") String id,
        String name,
        String session,
        String token,
        QueryTemplateOptions template,
        ServiceQuery service,
        @Wire("DNS") QueryDnsOptions dns,
        long createIndex,
        long modifyIndex) {

    /** What stands in place of a token for those who may not see it. */
    public static final String HIDDEN_TOKEN = "<hidden>";

    public boolean isTemplate() {
        return !template.type().isEmpty();
    }

    /** Whether rules about queries apply to it; others belong to who knows their id. */
    public boolean isNamed() {
        return !name.isEmpty() || isTemplate();
    }

    public PreparedQuery withId(String other) {
        return new PreparedQuery(
                other, name, session, token, template, service, dns, createIndex, modifyIndex);
    }

    public PreparedQuery withToken(String other) {
        return new PreparedQuery(
                id, name, session, other, template, service, dns, createIndex, modifyIndex);
    }

    public PreparedQuery withService(ServiceQuery other) {
        return new PreparedQuery(
                id, name, session, token, template, other, dns, createIndex, modifyIndex);
    }

    public PreparedQuery withIndexes(long created, long modified) {
        return new PreparedQuery(
                id, name, session, token, template, service, dns, created, modified);
    }
}
