package dev.skidway.engine;

import dev.skidway.base.SkidwayException;
import java.nio.ByteBuffer;

/** A part of a domain's state on its way to or from a {@link ColdStore}; told on the partition's thread what became of it. */
public interface ColdPart {

    /** What was handed over is durable at {@code ref}. */
    void written(ColdRef ref);

    /** What was handed over was not written; nothing is known of it any more. */
    void notWritten();

    /** What was asked for, checked. */
    void loaded(ByteBuffer bytes);

    /** What was asked for could not be read; to be thrown if it is still needed. */
    void notLoaded(SkidwayException failure);
}
