package dev.skidway.testserver;

import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.Map;

/** A server in the process of the test, found by the name of its class: it is compiled for a later Java than this. */
final class InProcess implements SkidwayTestServer.Host {

    static final String SERVER = "dev.skidway.app.EmbeddedServer";

    private final AutoCloseable server;
    private final String readyLine;

    private InProcess(AutoCloseable server, String readyLine) {
        this.server = server;
        this.readyLine = readyLine;
    }

    static InProcess start(String server, Instant start, Map<String, String> settings) {
        try {
            Class<?> type = Class.forName(server);
            Object started = type.getMethod("start", Instant.class, Map.class).invoke(null, start, settings);
            return new InProcess((AutoCloseable) started, (String)
                    type.getMethod("readyLine").invoke(started));
        } catch (InvocationTargetException e) {
            throw new TestServerException("the server did not start: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new TestServerException("expected skidway-app on the class path of the tests, found: " + e, e);
        }
    }

    @Override
    public String readyLine() {
        return readyLine;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            // Whatever it is, the test is told.
            throw new TestServerException("the server did not stop well: " + e, e);
        }
    }
}
