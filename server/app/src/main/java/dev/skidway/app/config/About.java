package dev.skidway.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in one sentence what a section of the configuration is about. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface About {
    String value();
}
