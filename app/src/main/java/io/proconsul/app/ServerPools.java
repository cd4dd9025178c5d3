package io.proconsul.app;

import io.proconsul.agent.event.UserEvents;
import io.proconsul.agent.member.PoolMembers;
import io.proconsul.gossip.Pool;
import io.proconsul.gossip.serf.KeyAnswer;
import io.proconsul.gossip.serf.Member;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.DatacenterMap;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponse;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Internal;
import io.proconsul.server.endpoint.GossipPools;
import io.proconsul.server.endpoint.OtherDatacenters;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The pools as a server's endpoints use them. Any thread. */
final class ServerPools implements GossipPools {
    private final PoolMembers members;
    private final String datacenter;
    private final OtherDatacenters others;

    ServerPools(PoolMembers members, String datacenter, OtherDatacenters others) {
        this.members = members;
        this.datacenter = datacenter;
        this.others = others;
    }

    @Override
    public List<DatacenterMap> datacenterMaps() {
        Pool wan = members.wanPool();
        if (wan == null) {
            return List.of();
        }
        Map<String, List<Coordinate>> byDatacenter = new TreeMap<>();
        for (Member member : wan.members()) {
            String home = member.tags().getOrDefault("dc", "");
            wan.coordinate(member.name())
                    .join()
                    .ifPresent(place ->
                            byDatacenter
                                    .computeIfAbsent(home, none -> new ArrayList<>())
                                    .add(
                                            new Coordinate(
                                                    node(member, home),
                                                    "",
                                                    Coordinates.of(place))));
        }
        return byDatacenter.entrySet().stream()
                .map(each -> new DatacenterMap(each.getKey(), DatacenterMap.WAN, each.getValue()))
                .toList();
    }

    /** The node's own name, as its datacenter knows it. */
    private static String node(Member member, String home) {
        String ending = "." + home;
        String name = member.name();
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }

    @Override
    public CompletableFuture<Void> fire(String name, byte @Nullable [] payload) {
        return members.lanPool()
                .userEvent(UserEvents.PREFIX + name, payload, false)
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(
                                new RpcException(
                                        "1 error occurred:\n\t* error broadcasting event to segment"
                                                + " \"\": "
                                                + text(failure)
                                                + "\n\n")));
    }

    private static String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return String.valueOf(cause.getMessage());
    }

    @Override
    public CompletableFuture<Void> forceLeave(String node) {
        return members.forceLeave(node, false);
    }

    @Override
    public CompletableFuture<List<KeyringResponse>> keyring(KeyringRequest request) {
        CompletableFuture<List<KeyringResponse>> here =
                keyring(members.lanPool(), false, request).thenApply(List::of);
        if (request.forwarded() || request.localOnly()) {
            return here;
        }
        CompletableFuture<List<KeyringResponse>> all = here;
        for (String other : others.byDistance()) {
            if (!other.equals(datacenter)) {
                all = all.thenCombine(elsewhere(other, request), ServerPools::joined);
            }
        }
        Pool wan = members.wanPool();
        return wan == null
                ? all
                : keyring(wan, true, request)
                        .thenApply(List::of)
                        .thenCombine(all, ServerPools::joined);
    }

    private static List<KeyringResponse> joined(
            List<KeyringResponse> first, List<KeyringResponse> second) {
        List<KeyringResponse> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private CompletableFuture<List<KeyringResponse>> elsewhere(
            String other, KeyringRequest request) {
        var forwarded =
                new KeyringRequest(
                        request.operation(),
                        request.key(),
                        other,
                        true,
                        request.relayFactor(),
                        false,
                        request.options());
        return others.call(other, Internal.KEYRING_OPERATION, forwarded)
                .thenApply(answer -> {
                    List<KeyringResponse> responses = answer.value().responses();
                    return responses == null ? List.of() : responses;
                });
    }

    private CompletableFuture<KeyringResponse> keyring(
            Pool pool, boolean wan, KeyringRequest request) {
        int relays = (int) request.relayFactor();
        CompletableFuture<KeyAnswer> answer =
                switch (request.operation()) {
                    case KeyringRequest.LIST -> pool.listKeys(relays);
                    case KeyringRequest.INSTALL -> pool.installKey(key(request), relays);
                    case KeyringRequest.USE -> pool.useKey(key(request), relays);
                    case KeyringRequest.REMOVE -> pool.removeKey(key(request), relays);
                    default ->
                            CompletableFuture.failedFuture(
                                    new RpcException(
                                            "Invalid keyring operation: " + request.operation()));
                };
        return answer.thenApply(said -> response(said, wan));
    }

    private static byte[] key(KeyringRequest request) {
        try {
            return Base64.getMimeDecoder().decode(request.key());
        } catch (IllegalArgumentException wrong) {
            throw new RpcException("Invalid keyring key: " + wrong.getMessage());
        }
    }

    private KeyringResponse response(KeyAnswer said, boolean wan) {
        return new KeyringResponse(
                wan,
                datacenter,
                "",
                said.messages(),
                said.keys(),
                said.primaries(),
                said.members(),
                said.failure());
    }
}
