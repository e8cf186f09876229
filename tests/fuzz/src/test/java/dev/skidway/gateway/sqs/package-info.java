/** Fuzz targets, in the package of what they feed. */
@NullMarked
package dev.skidway.gateway.sqs;

import org.jspecify.annotations.NullMarked;
