/** Tools over data folders of servers that do not run. */
@NullMarked
package dev.skidway.cli;

import org.jspecify.annotations.NullMarked;
