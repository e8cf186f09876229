package dev.skidway.gateway.sqs;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/** Hands every connection to the web server's HTTP/1.1 code with its bytes going through a {@link ClientConnection}. */
final class WatchedConnections implements ServerConnectionSelector {

    private final Http1ConnectionSelector http1;
    private final ConnectionWatch watch;

    WatchedConnections(Http1ConnectionSelector http1, ConnectionWatch watch) {
        this.http1 = http1;
        this.watch = watch;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http1.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http1.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        ClientConnection client = new ClientConnection(context.serverSocket(), watch);
        return new Watched(http1.connection(new Context(context, DataReader.create(client))), client, watch);
    }

    private record Watched(ServerConnection http1, ClientConnection client, ConnectionWatch watch)
            implements ServerConnection {

        @Override
        public void handle(Limit limit) throws InterruptedException {
            watch.opened(client);
            try {
                http1.handle(limit);
            } finally {
                watch.closed(client);
            }
        }

        @Override
        @Deprecated
        @SuppressWarnings("removal") // Required by the interface; the server calls the other one.
        public void handle(Semaphore requestSemaphore) throws InterruptedException {
            http1.handle(requestSemaphore);
        }

        @Override
        public Duration idleTime() {
            return http1.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            http1.close(interrupt);
        }
    }

    /** The server's view of a connection, reading through our bytes. */
    private record Context(ConnectionContext outer, DataReader dataReader) implements ConnectionContext {

        @Override
        public ListenerContext listenerContext() {
            return outer.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return outer.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return outer.dataWriter();
        }

        @Override
        public Router router() {
            return outer.router();
        }

        @Override
        public HelidonSocket serverSocket() {
            return outer.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return outer.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return outer.localPeer();
        }

        @Override
        public boolean isSecure() {
            return outer.isSecure();
        }

        @Override
        public String socketId() {
            return outer.socketId();
        }

        @Override
        public String childSocketId() {
            return outer.childSocketId();
        }
    }
}
