package io.proconsul.model.product;

/**
 * Two versions: that of Consul whose behaviour this program has, which clients, scripts and other
 * agents read and compare, and the program's own, which stands beside it where people look.
 */
public final class ProductVersion {
    /**
     * The version of Consul that is spoken here: in {@code version}, gossip tags, the {@code Build}
     * column.
     */
    public static final String COMPATIBLE = "1.8.7";

    /** The product's own name and version. */
    public static final String PRODUCT = "Proconsul v0.1.0";

    private ProductVersion() {}
}
