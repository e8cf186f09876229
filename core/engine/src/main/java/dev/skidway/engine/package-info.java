/** The partition state machine: decide, append, apply, reply; timers, snapshots and replay. */
@NullMarked
package dev.skidway.engine;

import org.jspecify.annotations.NullMarked;
