package io.proconsul.model.catalog;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** A machine (or whatever stands for one) in the catalog. */
public record Node(
        @Wire("ID") String id,
        @Wire("Node") String name,
        String address,
        String datacenter,
        @Nullable Map<String, String> taggedAddresses,
        @Nullable Map<String, String> meta,
        @Wire(selectable = false) long createIndex,
        @Wire(selectable = false) long modifyIndex) {}
