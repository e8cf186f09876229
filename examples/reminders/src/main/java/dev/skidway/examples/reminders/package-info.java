/** An example to copy: reminders that can be moved and cancelled. */
@NullMarked
package dev.skidway.examples.reminders;

import org.jspecify.annotations.NullMarked;
