/** Real clients against a real server process: the AWS SDK, kill -9, slow and full disks. */
@NullMarked
package dev.skidway.compat;

import org.jspecify.annotations.NullMarked;
