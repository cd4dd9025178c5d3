package io.proconsul.http.handler;

import io.proconsul.http.route.EndpointTable;

/** Endpoints that belong together. */
public interface Family {
    void addTo(EndpointTable table);
}
