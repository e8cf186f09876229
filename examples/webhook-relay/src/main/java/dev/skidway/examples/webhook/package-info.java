/** An example to copy: webhook deliveries as messages, relayed until each one arrives. */
@NullMarked
package dev.skidway.examples.webhook;

import org.jspecify.annotations.NullMarked;
