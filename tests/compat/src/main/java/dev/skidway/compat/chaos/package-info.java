/** Real-process chaos: faults against a server process under load from real SQS clients, and checks of the recorded history. */
@NullMarked
package dev.skidway.compat.chaos;

import org.jspecify.annotations.NullMarked;
