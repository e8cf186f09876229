/** Measures a server from outside: saturation, fixed rate, and replay of recorded job logs. */
@NullMarked
package dev.skidway.load;

import org.jspecify.annotations.NullMarked;
