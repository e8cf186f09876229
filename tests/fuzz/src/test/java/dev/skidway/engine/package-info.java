/** Fuzz targets, in the package of what they feed. */
@NullMarked
package dev.skidway.engine;

import org.jspecify.annotations.NullMarked;
