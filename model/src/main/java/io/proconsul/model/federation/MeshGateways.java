package io.proconsul.model.federation;

import io.proconsul.model.health.CheckServiceNode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** The mesh gateways by datacenter (wire reference: DatacenterIndexedCheckServiceNodes). */
public record MeshGateways(@Nullable Map<String, List<CheckServiceNode>> datacenterNodes) {}
