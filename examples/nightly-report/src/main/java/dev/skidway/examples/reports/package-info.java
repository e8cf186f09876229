/** An example to copy: a nightly report in each customer's time zone. */
@NullMarked
package dev.skidway.examples.reports;

import org.jspecify.annotations.NullMarked;
