/** Log lines: for people on a terminal, JSON for machines. */
@NullMarked
package dev.skidway.app.log;

import org.jspecify.annotations.NullMarked;
