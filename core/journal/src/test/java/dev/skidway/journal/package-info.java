/** Tests of the journal that need no simulated disk. */
@NullMarked
package dev.skidway.journal;

import org.jspecify.annotations.NullMarked;
