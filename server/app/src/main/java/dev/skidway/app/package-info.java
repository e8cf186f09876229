/** Puts the server together: configuration, logging, start, drain and stop. */
@NullMarked
package dev.skidway.app;

import org.jspecify.annotations.NullMarked;
