/** An example to copy: e-mails with a rate limit for each domain. */
@NullMarked
package dev.skidway.examples.emails;

import org.jspecify.annotations.NullMarked;
