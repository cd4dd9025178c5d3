package io.proconsul.config;

/** What the value of a key looks like. */
sealed interface Shape {
    /** A single value; {@code name} is how error texts call the type. */
    enum Scalar implements Shape {
        TEXT("string"),
        TRUTH("bool"),
        WHOLE("int"),
        UINT("uint"),
        UINT32("uint32"),
        UINT64("uint64"),
        FRACTION("float64");

        private final String typeName;

        Scalar(String typeName) {
            this.typeName = typeName;
        }

        String typeName() {
            return typeName;
        }

        boolean isUnsigned() {
            return this == UINT || this == UINT32 || this == UINT64;
        }
    }

    /** Values in order; those of several sources are appended. */
    record ListOf(Shape element) implements Shape {}

    /** Named values; those of several sources are merged name by name. */
    record MapOf(Shape element) implements Shape {}

    /** Keys of their own; those of several sources are merged key by key. */
    record Struct(Group keys) implements Shape {}

    /** Anything; not looked into. */
    enum Anything implements Shape {
        ANYTHING
    }
}
