package io.proconsul.model.preparedquery;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where to ask when nobody is left here.
 *
 * @param nearestN so many of the nearest datacenters first; 0 for none
 * @param datacenters then these, in order
 */
public record QueryDatacenterOptions(int nearestN, @Nullable List<String> datacenters) {}
