package dev.skidway.compat;

/** {@code examples/python-worker}. */
class PythonWorkerTest extends WorkerContract {

    @Override
    ProcessBuilder worker() throws InterruptedException {
        return new ProcessBuilder(Pythons.any(), "../../examples/python-worker/worker.py");
    }
}
