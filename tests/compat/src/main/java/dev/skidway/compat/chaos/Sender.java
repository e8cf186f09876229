package dev.skidway.compat.chaos;

import java.util.concurrent.CompletableFuture;

/** Sends batches of messages and records them. */
interface Sender {

    int BATCH = 10;

    /** Sends once; fails with what the call failed with. */
    CompletableFuture<Void> send();
}
