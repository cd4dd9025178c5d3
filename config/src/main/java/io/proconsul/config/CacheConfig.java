package io.proconsul.config;

/**
 * How often the agent's cache fetches one entry anew.
 *
 * @param entryFetchRate fetches per second, positive
 * @param entryFetchMaxBurst fetches at once, positive
 */
public record CacheConfig(double entryFetchRate, int entryFetchMaxBurst) {
    static CacheConfig of(Settings settings) throws ConfigException {
        var cache =
                new CacheConfig(
                        settings.get(ServingKeys.CACHE_ENTRY_FETCH_RATE),
                        settings.get(ServingKeys.CACHE_ENTRY_FETCH_MAX_BURST));
        if (cache.entryFetchMaxBurst <= 0) {
            throw settings.wrong(
                    ServingKeys.CACHE_ENTRY_FETCH_MAX_BURST,
                    "cache.entry_fetch_max_burst must be strictly positive, was: "
                            + cache.entryFetchMaxBurst);
        }
        if (cache.entryFetchRate <= 0) {
            throw settings.wrong(
                    ServingKeys.CACHE_ENTRY_FETCH_RATE,
                    "cache.entry_fetch_rate must be strictly positive, was: "
                            + GoErrors.number(cache.entryFetchRate));
        }
        return cache;
    }
}
