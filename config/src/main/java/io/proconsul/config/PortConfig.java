package io.proconsul.config;

/** Ports; -1 where something is switched off. */
public record PortConfig(
        int dns,
        int http,
        int https,
        int server,
        int grpc,
        int serfLan,
        int serfWan,
        int sidecarMin,
        int sidecarMax,
        int exposeMin,
        int exposeMax) {
    static PortConfig of(Settings settings) throws ConfigException {
        var ports =
                new PortConfig(
                        settings.get(AddressKeys.PORTS_DNS),
                        settings.get(AddressKeys.PORTS_HTTP),
                        settings.get(AddressKeys.PORTS_HTTPS),
                        settings.get(AddressKeys.PORTS_SERVER),
                        settings.get(AddressKeys.PORTS_GRPC),
                        settings.get(AddressKeys.PORTS_SERF_LAN),
                        settings.get(AddressKeys.PORTS_SERF_WAN),
                        settings.get(AddressKeys.PORTS_SIDECAR_MIN),
                        settings.get(AddressKeys.PORTS_SIDECAR_MAX),
                        settings.get(AddressKeys.PORTS_EXPOSE_MIN),
                        settings.get(AddressKeys.PORTS_EXPOSE_MAX));
        // The proxy range is checked although nothing uses it.
        int proxyMin = settings.get(AddressKeys.PORTS_PROXY_MIN);
        int proxyMax = settings.get(AddressKeys.PORTS_PROXY_MAX);
        checkRange(settings, "proxy", proxyMin, proxyMax, AddressKeys.PORTS_PROXY_MAX);
        checkRange(
                settings,
                "sidecar",
                ports.sidecarMin,
                ports.sidecarMax,
                AddressKeys.PORTS_SIDECAR_MAX);
        checkRange(
                settings, "expose", ports.exposeMin, ports.exposeMax, AddressKeys.PORTS_EXPOSE_MAX);
        return ports;
    }

    private static void checkRange(Settings settings, String what, int min, int max, Key<?> key)
            throws ConfigException {
        if (max < min) {
            throw settings.wrong(
                    key,
                    what
                            + "_min_port must be less than "
                            + what
                            + "_max_port. To disable, set both to zero.");
        }
    }
}
