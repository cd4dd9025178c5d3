package io.proconsul.model.wire;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gets at the components of records of one class, and makes such records, through two methods that
 * are written for the class when its first record is met:
 *
 * <pre>{@code
 * static Object part(Object record, int i) {
 *     switch (i) {
 *         case 0: return ((KvEntry) record).key();
 *         case 1: return ((KvEntry) record).flags(); // boxed
 *     }
 *     return null;
 * }
 *
 * static Object make(Object[] parts) {
 *     return new KvEntry((String) parts[0], (long) parts[1]);
 * }
 * }</pre>
 *
 * <p>A method handle for each accessor and each constructor would do the same, but the adapters
 * that fit them to {@code Object} are classes too: eight of them for a record, and four times the
 * time at start.
 */
final class RecordAccess {
    private static final ClassDesc OBJECTS = CD_Object.arrayType();
    private static final MethodTypeDesc PART = MethodTypeDesc.of(CD_Object, CD_Object, CD_int);
    private static final MethodTypeDesc MAKE = MethodTypeDesc.of(CD_Object, OBJECTS);

    private final MethodHandle part;
    private final MethodHandle make;

    RecordAccess(Class<?> type) {
        try {
            MethodHandles.Lookup inPackage =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MethodHandles.Lookup written =
                    inPackage.defineHiddenClass(
                            write(type), true, MethodHandles.Lookup.ClassOption.NESTMATE);
            Class<?> access = written.lookupClass();
            this.part = written.findStatic(access, "part", type(Object.class, int.class));
            this.make = written.findStatic(access, "make", type(Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no access to " + type, e);
        }
    }

    private static MethodType type(Class<?>... parameters) {
        return MethodType.methodType(Object.class, parameters);
    }

    /** The component with that number, boxed. */
    @Nullable Object part(Object record, int index) {
        try {
            return (Object) part.invokeExact(record, index);
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
                                                "part",
                                                PART,
                                                isStatic,
                                                code -> writePart(code, describe(type), components))
                                        .withMethodBody(
                                                "make",
                                                MAKE,
                                                isStatic,
                                                code ->
                                                        writeMake(
                                                                code, describe(type), components)));
    }

    private static void writePart(
            CodeBuilder code, ClassDesc record, RecordComponent[] components) {
        Label none = code.newLabel();
        List<SwitchCase> cases = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            cases.add(SwitchCase.of(i, code.newLabel()));
        }
        code.iload(1).tableswitch(0, components.length - 1, none, cases);
        for (int i = 0; i < components.length; i++) {
            ClassDesc component = describe(components[i].getType());
            code.labelBinding(cases.get(i).target()).aload(0).checkcast(record);
            code.invokevirtual(record, components[i].getName(), MethodTypeDesc.of(component));
            box(code, component);
            code.areturn();
        }
        code.labelBinding(none).aconst_null().areturn();
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
