package io.proconsul.config;

/** Every key of an agent configuration. */
final class AllKeys {
    static final Schema TABLE =
            new Schema()
                    .with(NodeKeys.TABLE)
                    .with(AddressKeys.TABLE)
                    .with(SecurityKeys.TABLE)
                    .with(ServingKeys.TABLE)
                    .with(ServerKeys.TABLE);

    private AllKeys() {}
}
