package io.proconsul.model.template;

import io.proconsul.model.preparedquery.QueryDatacenterOptions;
import io.proconsul.model.preparedquery.ServiceQuery;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The texts of a query that can be templates, each with the path by which messages name it. */
final class ServiceTexts {
    private ServiceTexts() {}

    /** Puts another text in the place of one. */
    @FunctionalInterface
    interface Rewriting {
        String rewrite(String path, String text) throws TemplateException;
    }

    static ServiceQuery rewrite(ServiceQuery q, Rewriting rewriting) throws TemplateException {
        return new ServiceQuery(
                rewriting.rewrite(".Service", q.service()),
                new QueryDatacenterOptions(
                        q.failover().nearestN(),
                        list(".Failover.Datacenters", q.failover().datacenters(), rewriting)),
                q.onlyPassing(),
                list(".IgnoreCheckIDs", q.ignoreCheckIds(), rewriting),
                rewriting.rewrite(".Near", q.near()),
                list(".Tags", q.tags(), rewriting),
                map(".NodeMeta", q.nodeMeta(), rewriting),
                map(".ServiceMeta", q.serviceMeta(), rewriting),
                q.connect());
    }

    private static @Nullable List<String> list(
            String path, @Nullable List<String> texts, Rewriting rewriting)
            throws TemplateException {
        if (texts == null) {
            return null;
        }
        List<String> rewritten = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            rewritten.add(rewriting.rewrite(path + "[" + i + "]", texts.get(i)));
        }
        return rewritten;
    }

    /** The values; in the order of their names, so that all servers find the same mistake first. */
    private static @Nullable Map<String, String> map(
            String path, @Nullable Map<String, String> texts, Rewriting rewriting)
            throws TemplateException {
        if (texts == null) {
            return null;
        }
        Map<String, String> rewritten = new TreeMap<>(texts);
        for (Map.Entry<String, String> entry : rewritten.entrySet()) {
            entry.setValue(rewriting.rewrite(path + "[" + entry.getKey() + "]", entry.getValue()));
        }
        return rewritten;
    }

    static ServiceQuery withoutEmptyTags(ServiceQuery q) {
        List<String> tags = q.tags();
        return new ServiceQuery(
                q.service(),
                q.failover(),
                q.onlyPassing(),
                q.ignoreCheckIds(),
                q.near(),
                tags == null ? null : tags.stream().filter(tag -> !tag.isEmpty()).toList(),
                q.nodeMeta(),
                q.serviceMeta(),
                q.connect());
    }
}
