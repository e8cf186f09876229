package dev.skidway.compat;

import java.io.IOException;
import java.nio.file.Path;

/** {@code examples/node-worker}. */
class NodeWorkerTest extends WorkerContract {

    @Override
    ProcessBuilder worker() throws IOException, InterruptedException {
        Path folder = NodeModules.with(NodeModules.example("worker.mjs"));
        return new ProcessBuilder("node", "worker.mjs").directory(folder.toFile());
    }
}
