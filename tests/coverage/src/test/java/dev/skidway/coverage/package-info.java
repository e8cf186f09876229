/** The gate that every error branch of the core is reached by a test. */
@NullMarked
package dev.skidway.coverage;

import org.jspecify.annotations.NullMarked;
