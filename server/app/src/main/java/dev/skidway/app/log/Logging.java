package dev.skidway.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/** Sets logging up: one appender to standard error, and no configuration file to go looking for. */
public final class Logging {

    private Logging() {}

    /**
     * Replaces whatever is configured.
     *
     * @param json JSON lines instead of lines for people
     * @param level {@code error}, {@code warn}, {@code info} or {@code debug}
     */
    public static void configure(boolean json, String level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Encoder<ILoggingEvent> lines = json ? new JsonLines() : new HumanLines();
        lines.setContext(context);
        lines.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(lines);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        root.setLevel(Level.toLevel(level));
        // That it cannot listen is an exception of ours, with a next step.
        context.getLogger("io.helidon.webserver.LoomServer").setLevel(Level.OFF);
        // The web server's own chatter about its start says nothing that our banner does not.
        context.getLogger("io.helidon").setLevel(Level.toLevel(level).isGreaterOrEqual(Level.INFO) ? Level.WARN : null);
    }

    /** Closes the appender; later lines are lost. */
    public static void stop() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
