package io.proconsul.model.wire;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Makes a record, and the records that stand flat in it, of the values of all their fields. */
final class Assembly implements Part {
    static final MethodType OBJECT_TO_OBJECT = MethodType.methodType(Object.class, Object.class);

    private static final MethodType ARRAY_TO_OBJECT =
            MethodType.methodType(Object.class, Object[].class);

    private final MethodHandle constructor;
    private final Part[] parts;

    Assembly(Class<?> type, Part[] parts) {
        this.parts = parts;
        this.constructor = canonicalConstructor(type);
    }

    private static MethodHandle canonicalConstructor(Class<?> type) {
        Class<?>[] components =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, MethodType.methodType(void.class, components))
                    .asSpreader(Object[].class, components.length)
                    .asType(ARRAY_TO_OBJECT);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no access to the constructor of " + type, e);
        }
    }

    /**
     * @throws IllegalArgumentException whatever the record's constructor refuses
     */
    Object make(@Nullable Object[] slots) {
        @Nullable Object[] arguments = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            arguments[i] =
                    switch (parts[i]) {
                        case Part.Slot slot -> slots[slot.index()];
                        case Assembly nested -> nested.make(slots);
                    };
        }
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a record's constructor failed", e);
        }
    }
}
