/** Configuration: what can be set, where values come from, and the reference pages made from the same declarations. */
@NullMarked
package dev.skidway.app.config;

import org.jspecify.annotations.NullMarked;
