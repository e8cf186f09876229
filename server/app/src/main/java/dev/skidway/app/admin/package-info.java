/** The HTTP port beside the protocols: health, metrics and the status page. */
@NullMarked
package dev.skidway.app.admin;

import org.jspecify.annotations.NullMarked;
