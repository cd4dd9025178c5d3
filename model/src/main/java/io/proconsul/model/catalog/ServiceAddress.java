package io.proconsul.model.catalog;

/** One named address of a service instance. */
public record ServiceAddress(String address, int port) {}
