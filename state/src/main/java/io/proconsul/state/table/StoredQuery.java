package io.proconsul.state.table;

import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.template.QueryTemplate;
import io.proconsul.model.template.TemplateException;

import org.jspecify.annotations.Nullable;

/**
 * A prepared query as it is kept.
 *
 * @param template ready to be filled in; null for a query that is none
 */
public record StoredQuery(PreparedQuery query, @Nullable QueryTemplate template) {
    /**
     * @throws TemplateException when it is a template that does not compile
     */
    public static StoredQuery of(PreparedQuery query) throws TemplateException {
        return new StoredQuery(query, query.isTemplate() ? QueryTemplate.compile(query) : null);
    }

    /**
     * The query for a name it serves.
     *
     * @param segment see {@link QueryTemplate#render}
     * @throws TemplateException when the template cannot be filled in for that name
     */
    public PreparedQuery render(String name, String segment) throws TemplateException {
        return template == null ? query : template.render(name, segment);
    }
}
