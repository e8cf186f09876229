/** How tests say what of SQS they show; the conformance page is made from what they say. */
@NullMarked
package dev.skidway.testkit.conformance;

import org.jspecify.annotations.NullMarked;
