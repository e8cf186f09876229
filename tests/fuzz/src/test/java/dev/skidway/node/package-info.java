/** Fuzz targets, in the package of what they feed. */
@NullMarked
package dev.skidway.node;

import org.jspecify.annotations.NullMarked;
