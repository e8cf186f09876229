/** Tests of the queue domain, through real partitions. */
@NullMarked
package dev.skidway.queues;

import org.jspecify.annotations.NullMarked;
