package dev.skidway.compat;

import dev.skidway.examples.spring.SpringWorkerMain;
import java.nio.file.Path;

/** {@code examples/spring-worker}. */
class SpringWorkerTest extends WorkerContract {

    @Override
    ProcessBuilder worker() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SpringWorkerMain.class.getName());
    }
}
