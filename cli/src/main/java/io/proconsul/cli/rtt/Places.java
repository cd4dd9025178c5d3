package io.proconsul.cli.rtt;

import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.CommandException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where nodes are. Only coordinates of one area can be compared: a network segment, or a pool of
 * datacenters; a node may have one in several.
 */
final class Places {
    private record Place(String node, String area, Coordinate coordinate) {}

    private final List<Place> places = new ArrayList<>();

    private Places() {}

    /** The answer of {@code /v1/coordinate/nodes}. */
    static Places lan(JsonAnswer nodes) {
        var known = new Places();
        for (JsonAnswer node : nodes.elements()) {
            known.add(node.text("Node"), node.text("Segment"), node);
        }
        return known;
    }

    /** The answer of {@code /v1/coordinate/datacenters}; names are those of the WAN. */
    static Places wan(JsonAnswer datacenters) {
        var known = new Places();
        for (JsonAnswer datacenter : datacenters.elements()) {
            for (JsonAnswer node : datacenter.member("Coordinates").elements()) {
                known.add(
                        node.text("Node") + "." + datacenter.text("Datacenter"),
                        datacenter.text("AreaID"),
                        node);
            }
        }
        return known;
    }

    private void add(String node, String area, JsonAnswer json) {
        places.add(new Place(lower(node), area, Coordinate.of(json.member("Coord"))));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The two nodes in an area that has both, in the order in which the areas came. */
    Pair find(String from, String to) {
        boolean knownFrom = false;
        for (Place start : places) {
            if (!start.node.equals(lower(from))) {
                continue;
            }
            knownFrom = true;
            for (Place end : places) {
                if (end.node.equals(lower(to)) && end.area.equals(start.area)) {
                    return new Pair(start.coordinate, end.coordinate);
                }
            }
        }
        return new Pair(knownFrom ? new Coordinate(List.of(), 0, 0) : null, null);
    }

    /** Two coordinates; what is not known is null. */
    record Pair(@Nullable Coordinate from, @Nullable Coordinate to) {
        /** Their distance in seconds; the names are for the message. */
        double known(String fromName, String toName) throws CommandException {
            return known(from, fromName).distanceTo(known(to, toName));
        }

        private static Coordinate known(@Nullable Coordinate coordinate, String name)
                throws CommandException {
            if (coordinate == null) {
                throw new CommandException("Could not find a coordinate for node \"" + name + "\"");
            }
            return coordinate;
        }
    }
}
