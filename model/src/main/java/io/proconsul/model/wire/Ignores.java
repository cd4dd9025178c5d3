package io.proconsul.model.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Members of JSON that a record does not have and that are passed over all the same. Anywhere else
 * an unknown member is an error.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Ignores {
    /** Their names. */
    String[] value() default {};

    /** Whether every unknown member is passed over. */
    boolean everything() default false;
}
