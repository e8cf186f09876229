package dev.skidway.laws.blackbox;

import dev.skidway.app.Serving;
import dev.skidway.app.log.Logging;
import dev.skidway.base.SystemTime;
import dev.skidway.journal.RealDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The server's program on a disk that begins to fail: {@code <data folder> <file that makes it fail>}. */
final class FailingDiskProgram {

    private FailingDiskProgram() {}

    public static void main(String[] arguments) throws IOException {
        Logging.configure(false, "info");
        FailingDisk disk = new FailingDisk(RealDisk.open(Path.of(arguments[0])), Path.of(arguments[1]));
        Runtime.getRuntime()
                .halt(Serving.run(SmallServer.config(Map.of()), disk, new SystemTime())
                        .status());
    }
}
