/** Fuzz targets, in the package of what they feed. */
@NullMarked
package dev.skidway.journal;

import org.jspecify.annotations.NullMarked;
