/** A worker with Spring Boot, to copy. */
@NullMarked
package dev.skidway.examples.spring;

import org.jspecify.annotations.NullMarked;
