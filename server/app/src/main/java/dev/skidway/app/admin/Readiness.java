package dev.skidway.app.admin;

/** Where the server stands in its life, told to health checks; read and moved on by any thread. */
public final class Readiness {

    /** A stage of the server's life. */
    public enum Phase {
        STARTING,
        READY,
        DRAINING,
        FAILED
    }

    /** A stage, and in words why it is not {@link Phase#READY}; empty when it is. */
    public record Stage(Phase phase, String reason) {}

    private volatile Stage stage = new Stage(Phase.STARTING, "reading the journal");

    /** Moves on; a failed server stays failed. */
    public synchronized void move(Phase phase, String reason) {
        if (stage.phase() != Phase.FAILED) {
            stage = new Stage(phase, reason);
        }
    }

    public Stage stage() {
        return stage;
    }
}
