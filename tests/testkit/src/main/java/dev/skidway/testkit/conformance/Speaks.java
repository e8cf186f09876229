package dev.skidway.testkit.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which clients the claims of a test are about. On a method it holds for that test, on a class for all its tests and for those it
 * inherits from abstract classes.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.SOURCE)
public @interface Speaks {
    /** One or more. */
    Client[] value();
}
