package dev.skidway.client;

import java.time.Duration;

/** What the client tells of itself, for metrics. Methods are called often and must be quick. */
public interface Meters {

    /** Tells nobody. */
    Meters NONE = new Meters() {};

    /** Jobs of one send were answered; {@code refused} of them were not stored, {@code unknown} says that the answer was lost. */
    default void sent(String queue, int jobs, int refused, boolean unknown, Duration took) {}

    /** A handler is done with a job, well or not. */
    default void handled(String queue, boolean failed, Duration took) {}

    /** A worker lost its stream and connects again. */
    default void reconnected() {}
}
