package io.proconsul.model.preparedquery;

/**
 * How a query serves many names.
 *
 * @param type {@link #NAME_PREFIX_MATCH}, or empty for a query that is no template
 * @param regexp takes names apart, RE2; empty for none
 * @param removeEmptyTags tags that come out empty are left out
 */
public record QueryTemplateOptions(String type, String regexp, boolean removeEmptyTags) {
    /** The query answers all names that begin with its own. */
    public static final String NAME_PREFIX_MATCH = "name_prefix_match";
}
