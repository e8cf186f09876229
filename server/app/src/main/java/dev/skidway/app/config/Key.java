package dev.skidway.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a configuration key; its name is the record component's in kebab-case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Key {

    /** The default, written as in the file; lists are separated by commas. */
    String value();

    /** Unit of a number, such as {@code bytes} or {@code ms}. */
    String unit() default "";

    /** Smallest number allowed. */
    long min() default 0;

    /** Largest number allowed. */
    long max() default Long.MAX_VALUE;

    /** The only texts allowed; empty for any. */
    String[] oneOf() default {};

    /** Why it is there and why the default is what it is. */
    String reason();
}
