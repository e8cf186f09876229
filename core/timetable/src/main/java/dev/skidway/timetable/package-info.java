/** When something recurs. */
@NullMarked
package dev.skidway.timetable;

import org.jspecify.annotations.NullMarked;
