package dev.skidway.compat.chaos;

import dev.skidway.app.SkidwayApp;
import dev.skidway.base.SystemTime;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The server as it ships, except that its wall clock is the machine's plus what a {@link ClockFile} says.
 *
 * <p>Moving the machine's own clock would move it for everybody on the machine. The monotonic clock stays, as it does when a system's
 * clock is set. Arguments: the file, then those of the server.
 */
public final class MovableClockServer {

    private MovableClockServer() {}

    public static void main(String[] arguments) throws IOException {
        ClockFile file = ClockFile.open(Path.of(arguments[0]));
        SkidwayApp.run(new MovableTime(file), Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static final class MovableTime implements TimeSource {

        private final SystemTime machine = new SystemTime();
        private final ClockFile file;

        MovableTime(ClockFile file) {
            this.file = file;
        }

        @Override
        public long wallMillis() {
            return machine.wallMillis() + file.offsetMillis();
        }

        @Override
        public long monotonicNanos() {
            return machine.monotonicNanos();
        }
    }
}
