/** An example to copy: video jobs of many tenants with priorities, caps and quarantine. */
@NullMarked
package dev.skidway.examples.video;

import org.jspecify.annotations.NullMarked;
