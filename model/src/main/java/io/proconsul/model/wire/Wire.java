package io.proconsul.model.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How one record component is written as JSON and as msgpack. A component without this annotation
 * is written in both forms under its own name with the first letter in upper case ({@code
 * modifyIndex} becomes {@code ModifyIndex}).
 *
 * <p>In JSON, members keep the order of declaration; in msgpack, keys are sorted by byte order and
 * every key is present (wire reference, section 5.1).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Wire {
    /** The field's name on the wire; empty means the derived one. */
    String value() default "";

    /**
     * Other names under which JSON may give the field (1.8.7 takes snake case for some). Never
     * written.
     */
    String[] also() default {};

    /** How the field appears in JSON. */
    Json json() default Json.ALWAYS;

    /** Whether the field appears in msgpack. */
    boolean msgpack() default true;

    /** A duration is written in JSON as Go text ({@code "1m30s"}) instead of nanoseconds. */
    boolean text() default false;

    /** Whether filter expressions may select the field. */
    boolean selectable() default true;

    /** The three ways of a field in JSON. */
    enum Json {
        /** Written whatever its value; a missing list or map is {@code null}. */
        ALWAYS,
        /** Left out when it is zero, false, empty or missing, as Go's {@code omitempty} does. */
        OMIT_EMPTY,
        /** Never written and never read. */
        NEVER
    }
}
