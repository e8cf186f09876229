/** Test clocks, simulated disks and the contract suites that every implementation must pass. */
@NullMarked
package dev.skidway.testkit;

import org.jspecify.annotations.NullMarked;
