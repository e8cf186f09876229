/** Fuzz targets, in the package of what they feed. */
@NullMarked
package dev.skidway.queues;

import org.jspecify.annotations.NullMarked;
