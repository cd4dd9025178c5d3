package io.proconsul.model.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import io.proconsul.model.filter.Regex;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.QueryTemplateOptions;
import io.proconsul.model.preparedquery.ServiceQuery;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A prepared query for many names, ready to be filled in for one of them. Immutable. */
public final class QueryTemplate {
    private final PreparedQuery query;
    private final Map<String, Term> terms;
    private final @Nullable Pattern pattern;

    private QueryTemplate(PreparedQuery query, Map<String, Term> terms, @Nullable Pattern pattern) {
        this.query = query;
        this.terms = terms;
        this.pattern = pattern;
    }

    /**
     * Compiles the texts of a template and fills them in for the shortest name it serves, so that
     * most mistakes show here.
     *
     * @throws TemplateException what is wrong, in the reference's words
     */
    public static QueryTemplate compile(PreparedQuery query) throws TemplateException {
        String type = query.template().type();
        if (!type.equals(QueryTemplateOptions.NAME_PREFIX_MATCH)) {
            throw new TemplateException("Bad Template.Type '" + type + "'");
        }
        Map<String, Term> terms = new HashMap<>();
        ServiceTexts.rewrite(
                query.service(),
                (path, text) -> {
                    terms.put(path, parsed(path, text));
                    return text;
                });
        var template = new QueryTemplate(query, terms, pattern(query.template().regexp()));
        template.render(query.name(), "");
        return template;
    }

    private static Term parsed(String path, String text) throws TemplateException {
        try {
            return TermParser.parse(text);
        } catch (TemplateException wrong) {
            throw new TemplateException(
                    "Bad format '%s' in Service%s: parse error: %s"
                            .formatted(text, path, wrong.text()));
        }
    }

    private static @Nullable Pattern pattern(String regexp) throws TemplateException {
        if (regexp.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(regexp);
        } catch (PatternSyntaxException wrong) {
            throw new TemplateException("Bad Regexp: " + Regex.problem(wrong, regexp));
        }
    }

    /**
     * The query for a name.
     *
     * @param segment the network segment of the agent that was asked
     * @throws TemplateException when a text cannot be filled in for that name
     */
    public PreparedQuery render(String name, String segment) throws TemplateException {
        var scope = new Scope(variables(name, segment), matches(name));
        ServiceQuery service =
                ServiceTexts.rewrite(query.service(), (path, text) -> filled(path, text, scope));
        return query.withService(
                query.template().removeEmptyTags()
                        ? ServiceTexts.withoutEmptyTags(service)
                        : service);
    }

    private String filled(String path, String text, Scope scope) throws TemplateException {
        Term term = terms.get(path);
        if (term == null) {
            throw new AssertionError("a text that was not compiled: " + path);
        }
        try {
            return scope.value(term).text();
        } catch (TemplateException wrong) {
            throw new TemplateException(
                    "Bad evaluation for '%s' in Service%s: %s".formatted(text, path, wrong.text()));
        }
    }

    private Map<String, String> variables(String name, String segment) {
        String prefix = query.name();
        return Map.of(
                "name.full", name,
                "name.prefix", prefix,
                "name.suffix", name.startsWith(prefix) ? name.substring(prefix.length()) : name,
                "agent.segment", segment);
    }

    /** The whole match and its groups; nothing without an expression or a match. */
    private List<String> matches(String name) {
        Matcher matcher = pattern == null ? null : pattern.matcher(name);
        if (matcher == null || !matcher.find()) {
            return List.of();
        }
        var groups = new String[matcher.groupCount() + 1];
        for (int i = 0; i < groups.length; i++) {
            String group = matcher.group(i);
            groups[i] = group == null ? "" : group;
        }
        return List.of(groups);
    }
}
