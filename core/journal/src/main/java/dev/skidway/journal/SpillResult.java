package dev.skidway.journal;

import dev.skidway.base.SkidwayException;
import java.nio.ByteBuffer;

/** What became of something that a {@link SpillSpace} was asked for; {@code token} is the object it was asked with. */
public sealed interface SpillResult {

    Object token();

    /** The blob is durable. */
    record Written(Object token, SpillRef ref) implements SpillResult {}

    /** The blob was not written, for lack of room most likely; nothing is known of it any more. */
    record NotWritten(Object token) implements SpillResult {}

    /** The body of a blob, checked. */
    record Loaded(Object token, ByteBuffer body) implements SpillResult {}

    /** The blob could not be read, or is not what was written. */
    record NotLoaded(Object token, SkidwayException failure) implements SpillResult {}
}
