package dev.skidway.engine;

/** What an applier may know beside its event and the state. */
public interface ApplyContext {

    /** Engine time of the frame, milliseconds since 1970. */
    long timestampMillis();

    /** Address of the frame in the journal; plus an offset from {@link EventType#decode}, the address of a payload. */
    long framePosition();

    /** Says that commands waiting on {@code waitKey} may find something now. Means nothing during replay. */
    void wake(long waitKey);
}
