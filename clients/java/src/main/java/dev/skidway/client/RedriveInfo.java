package dev.skidway.client;

import dev.skidway.v1.RedriveStatus;

/**
 * A redrive as it was when asked.
 *
 * @param id its id
 * @param state whether it goes on
 * @param moved dead letters that it moved
 * @param toMove dead letters that there were for it when it began, about
 * @param failure why it failed; empty if it did not
 */
public record RedriveInfo(String id, State state, long moved, long toMove, String failure) {

    /** Whether a redrive goes on. */
    public enum State {
        RUNNING,
        CANCELLING,
        CANCELLED,
        DONE,
        FAILED,
        /** In a way that this client does not know yet. */
        OTHER
    }

    static RedriveInfo of(String id, RedriveStatus status) {
        return new RedriveInfo(
                id,
                switch (status.getState()) {
                    case STATE_RUNNING -> State.RUNNING;
                    case STATE_CANCELLING -> State.CANCELLING;
                    case STATE_CANCELLED -> State.CANCELLED;
                    case STATE_DONE -> State.DONE;
                    case STATE_FAILED -> State.FAILED;
                    case STATE_UNSPECIFIED, UNRECOGNIZED -> State.OTHER;
                },
                status.getMoved(),
                status.getToMove(),
                status.getFailure());
    }
}
