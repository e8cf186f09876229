package dev.skidway.app;

import dev.skidway.app.config.ConfigRefused;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.SystemTime;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;

/** The server's program: {@code [start] [options]}. */
public final class SkidwayApp {

    private SkidwayApp() {}

    public static void main(String[] arguments) {
        run(new SystemTime(), arguments);
    }

    /** The whole program by another clock than the machine's, for tests that move it; never returns. */
    public static void run(TimeSource time, String... arguments) {
        // Without this, an error that no handler takes would leave a process whose other threads live on.
        Thread.currentThread().setUncaughtExceptionHandler(SkidwayApp::endBroken);
        boolean named = arguments.length > 0 && arguments[0].equals("start");
        String[] options = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        int status = new CommandLine(new StartCommand(time))
                .setExecutionExceptionHandler(SkidwayApp::explain)
                .execute(options);
        // Ends the process even when a library left a thread behind; everything of ours is closed by now.
        Runtime.getRuntime().halt(status);
    }

    private static void endBroken(Thread thread, Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(ExitCode.BROKEN.status());
    }

    /** Says on standard error what went wrong; known failures in words, a bug of ours with its stack. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        switch (failure) {
            case ConfigRefused refused -> say(AppError.CONFIG_REFUSED.code(), String.valueOf(refused.getMessage()));
            case SkidwayException known -> say(known.code().code(), String.valueOf(known.getMessage()));
            case IOException io -> say(AppError.FOLDER_UNUSABLE.code(), io.toString());
            default -> failure.printStackTrace();
        }
        return ExitCode.of(failure).status();
    }

    private static void say(String code, String message) {
        String prefix = message.startsWith(code) ? "" : code + ": ";
        System.err.println("skidway: " + prefix + message + "\nskidway: more in docs/errors/" + code + ".md");
    }

    /** Prints the version. */
    static final class VersionLine implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"skidway " + Version.text()};
        }
    }
}
