package dev.skidway.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;

/**
 * Keeps the logging library quiet at start; {@link Logging} configures it once the settings are known. In a process that has a configuration
 * of its own, such as users' tests with a server in them, that stands.
 */
public final class QuietStart extends ContextAwareBase implements Configurator {

    private static final List<String> CONFIGURATIONS = List.of("logback-test.xml", "logback.xml");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ClassLoader loader = QuietStart.class.getClassLoader();
        if (System.getProperty("logback.configurationFile") != null
                || CONFIGURATIONS.stream().anyMatch(name -> loader.getResource(name) != null)) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
