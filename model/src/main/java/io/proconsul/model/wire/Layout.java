package io.proconsul.model.wire;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a record's declaration says about its forms on the wire, prepared once: its fields in both
 * orders, how to find one by name, and how to make a record of their values.
 */
final class Layout {
    private static final ClassValue<Layout> KNOWN =
            new ClassValue<>() {
                @Override
                protected Layout computeValue(Class<?> type) {
                    return new Layout(type);
                }
            };

    private final String recordName;

    /** In the order of declaration, flat ones in the place of their record. */
    private final List<Field> declared = new ArrayList<>();

    private final Field[] json;
    private final Field[] msgpack;
    private final Map<String, Field> byKey = new HashMap<>();
    private final Map<String, Field> byMember = new HashMap<>();
    private final Map<String, Field> byFoldedMember = new HashMap<>();
    private final Set<String> ignored;
    private final boolean ignoresEverything;
    private final Assembly assembly;
    private final @Nullable Object[] zeros;
    private final Object zero;

    private Layout(Class<?> type) {
        this(type, List.of());
    }

    /**
     * @param flatTypes what the components of a generic record are, which must all be flat; empty
     *     for any other record
     */
    Layout(Class<?> type, List<Class<?>> flatTypes) {
        this.recordName = type.getSimpleName();
        this.assembly = describe(type, flatTypes);
        this.json = declared.stream().filter(Field::inJson).toArray(Field[]::new);
        this.msgpack =
                declared.stream()
                        .filter(Field::inMsgpack)
                        .sorted(Comparator.comparing(Field::name, Names.BYTE_ORDER))
                        .toArray(Field[]::new);
        index();
        Ignores ignores = type.getAnnotation(Ignores.class);
        this.ignored = ignores == null ? Set.of() : Set.of(ignores.value());
        this.ignoresEverything = ignores != null && ignores.everything();
        this.zeros = declared.stream().map(Field::zero).toArray();
        this.zero = assembly.make(zeros);
    }

    static Layout of(Class<?> type) {
        return KNOWN.get(type);
    }

    private void index() {
        for (Field field : msgpack) {
            byKey.put(field.name(), field);
        }
        for (Field field : json) {
            member(field.name(), field);
            field.also().forEach(name -> member(name, field));
        }
    }

    private void member(String name, Field field) {
        byMember.put(name, field);
        byFoldedMember.putIfAbsent(Names.folded(name), field);
    }

    /** Adds the fields of {@code type} and of what stands flat in it. */
    private Assembly describe(Class<?> type, List<Class<?>> flatTypes) {
        var access = new RecordAccess(type);
        RecordComponent[] components = type.getRecordComponents();
        var parts = new Part[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            if (component.isAnnotationPresent(Flat.class)) {
                Class<?> flat = flatTypes.isEmpty() ? component.getType() : flatTypes.get(i);
                parts[i] = describe(flat, List.of());
            } else {
                parts[i] = field(component);
            }
        }
        return new Assembly(access, parts);
    }

    private Part.Slot field(RecordComponent component) {
        Wire wire = component.getAnnotation(Wire.class);
        String given = wire == null ? "" : wire.value();
        String name = given.isEmpty() ? Names.derived(component.getName()) : given;
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        int slot = declared.size();
        declared.add(new Field(name, component.getGenericType(), wire, nullable, slot));
        return new Part.Slot(slot);
    }

    String recordName() {
        return recordName;
    }

    /** All fields in the order of declaration. */
    List<Field> fields() {
        return Collections.unmodifiableList(declared);
    }

    Field[] json() {
        return json;
    }

    /** Sorted by key. */
    Field[] msgpack() {
        return msgpack;
    }

    @Nullable Field byKey(String key) {
        return byKey.get(key);
    }

    /** The field of a JSON member, whatever the case of its name. */
    @Nullable Field byMember(String name) {
        Field exact = byMember.get(name);
        return exact != null ? exact : byFoldedMember.get(Names.folded(name));
    }

    /** Whether a member that no field belongs to is passed over. */
    boolean ignores(String member) {
        return ignoresEverything || ignored.contains(member);
    }

    /** The record whose fields are all zero; one for all. */
    Object zero() {
        return zero;
    }

    /** The values of all fields, each in its slot. */
    @Nullable Object[] take(Object record) {
        return assembly.take(record, zeros.length);
    }

    /** Whether all values are zero, as those of most definitions and proxies are. */
    @SuppressWarnings("ReferenceEquality") // zero values are constants; a false no costs only time
    boolean areZero(@Nullable Object[] slots) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != zeros[i]) {
                return false;
            }
        }
        return true;
    }

    /** One value for each field, all zero; to be filled and given to {@link #make}. */
    @Nullable Object[] slots() {
        return zeros.clone();
    }

    /** The record with these values: the common one when they are what {@link #slots} gave. */
    Object make(@Nullable Object[] slots) {
        return areZero(slots) ? zero : assembly.make(slots);
    }

    @Override
    public String toString() {
        return recordName + Arrays.stream(msgpack).map(Field::name).toList();
    }
}
