package dev.skidway.gateway.sqs;

import dev.skidway.node.CallerGone;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: its bytes, its deadline, and whether the client is still there.
 *
 * <p>All reading goes through {@link #get}. While a request waits for messages, {@link #onGone} lets a thread of its own do the next
 * read: end of stream means that the client has gone; bytes are kept for the next request. The deadline of the present phase (idle,
 * request arriving, answer leaving) is enforced by {@link ConnectionWatch}, which closes the socket.
 */
final class ClientConnection implements Supplier<byte @Nullable []>, CallerGone {

    private static final long NONE = Long.MAX_VALUE;

    private final HelidonSocket socket;
    private final ConnectionWatch watch;
    private volatile long deadlineNanos;
    private volatile boolean gone;

    // These belong to the connection's own thread.
    private boolean idle = true;
    private boolean last;
    private @Nullable FutureTask<byte @Nullable []> readAhead;

    ClientConnection(HelidonSocket socket, ConnectionWatch watch) {
        this.socket = socket;
        this.watch = watch;
        deadlineNanos = watch.idleDeadline();
    }

    /** The next bytes, or null at the end of the stream. */
    @Override
    public byte @Nullable [] get() {
        if (last && idle) {
            return null;
        }
        byte[] bytes = readAhead == null ? read() : takeReadAhead(readAhead);
        if (idle) {
            idle = false;
            deadlineNanos = watch.requestDeadline();
        }
        return bytes;
    }

    /** The request has arrived; from here the server sets the pace. */
    void working() {
        deadlineNanos = NONE;
    }

    /** The answer is about to be written. */
    void answering() {
        deadlineNanos = watch.answerDeadline();
    }

    /** The answer is written; now the client may be quiet for a while. */
    void answered() {
        idle = true;
        deadlineNanos = watch.idleDeadline();
    }

    /** The client wants no further request on this connection: after the answer it ends. */
    void last() {
        last = true;
    }

    /** True once the client is known to have gone. */
    boolean gone() {
        return gone;
    }

    @Override
    public void onGone(Runnable action) {
        if (readAhead != null) {
            return;
        }
        FutureTask<byte @Nullable []> reading = new FutureTask<>(() -> {
            byte[] bytes = null;
            try {
                bytes = read();
            } finally {
                if (bytes == null) {
                    gone = true;
                    action.run();
                }
            }
            return bytes;
        });
        readAhead = reading;
        Thread.ofVirtual().name("sqs-read-ahead").start(reading);
    }

    /** Closes the socket if the present phase has lasted too long. */
    void closeIfLate(long nowNanos) {
        long deadline = deadlineNanos;
        if (deadline != NONE && nowNanos - deadline > 0) {
            gone = true;
            try {
                socket.close();
            } catch (UncheckedIOException alreadyClosed) {
                // Closed by its own thread at the same moment: what we wanted.
                deadlineNanos = NONE;
            }
        }
    }

    private byte @Nullable [] read() {
        try {
            return socket.get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("the connection failed while it was read", e);
        }
    }

    private byte @Nullable [] takeReadAhead(FutureTask<byte @Nullable []> reading) {
        try {
            byte[] bytes = reading.get();
            readAhead = null;
            return bytes;
        } catch (ExecutionException e) {
            throw new CloseConnectionException("the connection failed while it was read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the server stops", e);
        }
    }
}
