package io.proconsul.model.coordinate;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where the servers of one datacenter stand as seen from the others.
 *
 * @param areaId always {@link #WAN} in this edition
 */
public record DatacenterMap(
        String datacenter, @Wire("AreaID") String areaId, @Nullable List<Coordinate> coordinates) {
    public static final String WAN = "wan";
}
