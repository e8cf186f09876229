/** The SQS wire protocol (JSON 1.0 and Query) over the node. */
@NullMarked
package dev.skidway.gateway.sqs;

import org.jspecify.annotations.NullMarked;
