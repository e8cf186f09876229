package dev.skidway.journal;

import java.io.IOException;

/** Forces a file while nothing else can be done: when a folder is opened or closed. */
final class Forces {

    private Forces() {}

    /** Returns once everything written to {@code file} is durable. */
    static void await(DiskFile file) throws IOException {
        file.startForce();
        while (!file.forceDone()) {
            Thread.onSpinWait();
        }
    }
}
