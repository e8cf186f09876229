/** The Java client of the native protocol: send jobs, work on them. */
@NullMarked
package dev.skidway.client;

import org.jspecify.annotations.NullMarked;
