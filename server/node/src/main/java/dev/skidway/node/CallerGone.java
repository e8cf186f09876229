package dev.skidway.node;

/** Tells a waiting receive that nobody listens any more. */
public interface CallerGone {

    /** A caller that stays to the end. */
    CallerGone NEVER = action -> {};

    /** Registers what to do, once, when the caller goes; runs at once if it has gone already. */
    void onGone(Runnable action);
}
