/** The seeded simulator: whole nodes on one thread with faulty disk and time. */
@NullMarked
package dev.skidway.sim;

import org.jspecify.annotations.NullMarked;
