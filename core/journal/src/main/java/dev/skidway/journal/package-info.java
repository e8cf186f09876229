/** The durable log: blocks, frames, recycled segments, group commit and recovery. */
@NullMarked
package dev.skidway.journal;

import org.jspecify.annotations.NullMarked;
