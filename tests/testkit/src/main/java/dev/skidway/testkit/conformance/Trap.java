package dev.skidway.testkit.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The test shows that these traps of the protocol, by their ids in the list of traps, do not catch clients here. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface Trap {
    /** Ids such as {@code R1}. */
    String[] value();
}
