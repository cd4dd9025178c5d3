package io.proconsul.model.wire;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Gets at the components of records of one class, and makes such records, through two methods that
 * are written for the class when its first record is met:
 *
 * <pre>{@code
 * static Object[] parts(Object record) {
 *     return new Object[] {((KvEntry) record).key(), ((KvEntry) record).flags()};
 * }
 *
 * static Object make(Object[] parts) {
 *     return new KvEntry((String) parts[0], (long) parts[1]);
 * }
 * }</pre>
 *
 * <p>Method handles for each accessor and constructor would do the same, but the adapters that fit
 * them to {@code Object} are classes too, eight for a record: twice the time at start (measured:
 * 235 ms against 125 ms for the twenty records of the catalog), and a call for each field instead
 * of one for each record later.
 */
final class RecordAccess {
    private static final ClassDesc OBJECTS = CD_Object.arrayType();
    private static final MethodTypeDesc PARTS = MethodTypeDesc.of(OBJECTS, CD_Object);
    private static final MethodTypeDesc MAKE = MethodTypeDesc.of(CD_Object, OBJECTS);

    private final MethodHandle parts;
    private final MethodHandle make;

    RecordAccess(Class<?> type) {
        try {
            MethodHandles.Lookup inPackage =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MethodHandles.Lookup written =
                    inPackage.defineHiddenClass(
                            write(type), true, MethodHandles.Lookup.ClassOption.NESTMATE);
            Class<?> access = written.lookupClass();
            this.parts =
                    written.findStatic(
                            access, "parts", MethodType.methodType(Object[].class, Object.class));
            this.make =
                    written.findStatic(
                            access, "make", MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no access to " + type, e);
        }
    }

    /** The record's components in their order, boxed; the array is the caller's. */
    @Nullable Object[] parts(Object record) {
        try {
            return (@Nullable Object[]) parts.invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("accessors declare no exceptions", e);
        }
    }

    /**
     * The record of these components.
     *
     * @throws IllegalArgumentException whatever the record's constructor refuses
     */
    Object make(@Nullable Object[] parts) {
        try {
            return (Object) make.invokeExact(parts);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("constructors of records declare no exceptions", e);
        }
    }

    private static byte[] write(Class<?> type) {
        ClassDesc name = ClassDesc.of(type.getPackageName(), type.getSimpleName() + "Access");
        RecordComponent[] components = type.getRecordComponents();
        int isStatic = ClassFile.ACC_STATIC;
        return ClassFile.of()
                .build(
                        name,
                        access ->
                                access.withMethodBody(
                                                "parts",
                                                PARTS,
                                                isStatic,
                                                code ->
                                                        writeParts(
                                                                code, describe(type), components))
                                        .withMethodBody(
                                                "make",
                                                MAKE,
                                                isStatic,
                                                code ->
                                                        writeMake(
                                                                code, describe(type), components)));
    }

    private static void writeParts(
            CodeBuilder code, ClassDesc record, RecordComponent[] components) {
        code.loadConstant(components.length).anewarray(CD_Object);
        for (int i = 0; i < components.length; i++) {
            ClassDesc component = describe(components[i].getType());
            code.dup().loadConstant(i).aload(0).checkcast(record);
            code.invokevirtual(record, components[i].getName(), MethodTypeDesc.of(component));
            box(code, component);
            code.aastore();
        }
        code.areturn();
    }

    private static void writeMake(
            CodeBuilder code, ClassDesc record, RecordComponent[] components) {
        code.new_(record).dup();
        for (int i = 0; i < components.length; i++) {
            code.aload(0).loadConstant(i).aaload();
            unbox(code, describe(components[i].getType()));
        }
        ClassDesc[] parameters =
                Arrays.stream(components)
                        .map(component -> describe(component.getType()))
                        .toArray(ClassDesc[]::new);
        MethodTypeDesc constructor = MethodTypeDesc.of(describe(void.class), parameters);
        code.invokespecial(record, INIT_NAME, constructor).areturn();
    }

    private static void box(CodeBuilder code, ClassDesc type) {
        if (type.isPrimitive()) {
            ClassDesc boxed = boxed(type);
            code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, type));
        }
    }

    private static void unbox(CodeBuilder code, ClassDesc type) {
        if (type.isPrimitive()) {
            ClassDesc boxed = boxed(type);
            code.checkcast(boxed);
            code.invokevirtual(boxed, type.displayName() + "Value", MethodTypeDesc.of(type));
        } else {
            code.checkcast(type);
        }
    }

    private static ClassDesc boxed(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> describe(Boolean.class);
            case INT -> describe(Integer.class);
            case LONG -> describe(Long.class);
            case DOUBLE -> describe(Double.class);
            case BYTE, CHAR, SHORT, FLOAT, REFERENCE, VOID ->
                    throw new IllegalArgumentException("no form on the wire for " + primitive);
        };
    }

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
