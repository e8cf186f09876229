/** A real server for users' tests, with a clock that the test moves. */
@NullMarked
package dev.skidway.testserver;

import org.jspecify.annotations.NullMarked;
