package dev.skidway.gateway.sqs;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Knows all open connections and closes those that keep the server waiting; one thread looks once a second. */
final class ConnectionWatch {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<ClientConnection> ofThread = new ThreadLocal<>();
    private final long requestNanosMax;
    private final long answerNanosMax;
    private final long idleNanosMax;
    private volatile boolean running = true;
    private @Nullable Thread thread;

    ConnectionWatch(SqsGatewayConfig config) {
        requestNanosMax = TimeUnit.SECONDS.toNanos(config.requestSecondsMax());
        answerNanosMax = TimeUnit.SECONDS.toNanos(config.answerSecondsMax());
        idleNanosMax = TimeUnit.SECONDS.toNanos(config.idleSecondsMax());
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("sqs-connection-watch").start(this::run);
    }

    void stop() {
        running = false;
        LockSupport.unpark(thread);
    }

    /** Takes on a connection; called on the connection's own thread. */
    void opened(ClientConnection connection) {
        connections.add(connection);
        ofThread.set(connection);
    }

    void closed(ClientConnection connection) {
        connections.remove(connection);
        ofThread.remove();
    }

    /** The connection that the calling thread serves. */
    ClientConnection current() {
        return ofThread.get();
    }

    int open() {
        return connections.size();
    }

    long requestDeadline() {
        return System.nanoTime() + requestNanosMax;
    }

    long answerDeadline() {
        return System.nanoTime() + answerNanosMax;
    }

    long idleDeadline() {
        return System.nanoTime() + idleNanosMax;
    }

    private void run() {
        while (running) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            look(System.nanoTime());
        }
    }

    void look(long nowNanos) {
        for (ClientConnection connection : connections) {
            connection.closeIfLate(nowNanos);
        }
    }
}
