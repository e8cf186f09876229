/** Laws seen from outside: over the wire, or by starting the real program. */
@NullMarked
package dev.skidway.laws.blackbox;

import org.jspecify.annotations.NullMarked;
