/** The laws of the code base, each one a test that fails when it is broken. */
@NullMarked
package dev.skidway.laws;

import org.jspecify.annotations.NullMarked;
