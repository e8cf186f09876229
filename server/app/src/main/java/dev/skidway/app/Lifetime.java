package dev.skidway.app;

import java.util.concurrent.CompletableFuture;

/**
 * Decides when and how the process ends: by SIGTERM with {@link ExitCode#DONE}, or with the code of the first fatal failure.
 *
 * <p>A JVM that is told to terminate would end with status 143; our hook therefore holds it until the main thread has closed
 * everything and halts the process with a status of its own.
 */
final class Lifetime {

    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();

    /** Makes SIGTERM and SIGINT end this life instead of the process. */
    void catchSignals() {
        Thread hook = new Thread(this::endBySignal, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Ends with {@code code}, unless the end was decided before. */
    void end(ExitCode code) {
        end.complete(code);
    }

    /** Waits for the end. */
    ExitCode await() {
        return end.join();
    }

    private void endBySignal() {
        end(ExitCode.DONE);
        // Never returns: the main thread halts the process once everything is closed.
        new CompletableFuture<Void>().join();
    }
}
