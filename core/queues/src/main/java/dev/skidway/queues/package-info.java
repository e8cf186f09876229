/** The queue domain: commands, deciders, events and appliers. */
@NullMarked
package dev.skidway.queues;

import org.jspecify.annotations.NullMarked;
