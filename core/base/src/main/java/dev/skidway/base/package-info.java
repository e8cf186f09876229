/** Words every module shares: time, failures, invariants, byte reading and writing. */
@NullMarked
package dev.skidway.base;

import org.jspecify.annotations.NullMarked;
