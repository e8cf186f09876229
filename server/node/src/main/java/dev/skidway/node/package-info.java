/** Hosts partitions: admission, routing, limits and metrics. */
@NullMarked
package dev.skidway.node;

import org.jspecify.annotations.NullMarked;
