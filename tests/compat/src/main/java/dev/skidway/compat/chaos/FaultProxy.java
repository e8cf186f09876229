package dev.skidway.compat.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands between clients and a server and spoils connections: cut inside a request or an answer, delayed, or silent while both ends
 * believe they are connected. Kinds take turns, so that none is left out; where exactly one strikes is left to chance.
 */
final class FaultProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 4096;
    private static final int AFTER_BYTES_MAX = 30_000;
    private static final int DELAY_MILLIS_MAX = 300;
    private static final Duration SILENCE_MAX = SqsCalls.SILENCE_MAX.plusSeconds(2);

    /** What can happen to a connection. */
    enum Kind {
        CUT_REQUEST,
        CUT_RESPONSE,
        DELAY,
        SILENT_REQUEST,
        SILENT_RESPONSE;

        boolean strikesRequests() {
            return this == CUT_REQUEST || this == SILENT_REQUEST;
        }

        boolean silent() {
            return this == SILENT_REQUEST || this == SILENT_RESPONSE;
        }
    }

    /** What will happen to one connection, and after how many bytes of the direction it strikes. */
    private record Plan(Kind kind, long afterBytes, long delayMillis, boolean reset) {}

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Chance chance;
    private final Map<Kind, LongAdder> struck = new EnumMap<>(Kind.class);
    private int connections;
    private volatile boolean calm;

    private FaultProxy(ServerSocket listener, InetSocketAddress server, Chance chance) {
        this.listener = listener;
        this.server = server;
        this.chance = chance;
        for (Kind kind : Kind.values()) {
            struck.put(kind, new LongAdder());
        }
    }

    /** Listens on a free loopback port for connections to a server. */
    static FaultProxy to(URI server, Chance chance) throws IOException {
        ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        FaultProxy proxy = new FaultProxy(listener, new InetSocketAddress(server.getHost(), server.getPort()), chance);
        Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
        return proxy;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How often a kind struck. */
    long struckCount(Kind kind) {
        return Objects.requireNonNull(struck.get(kind)).sum();
    }

    long struckCount() {
        return struck.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** From now on everything passes. */
    void calm() {
        calm = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Plan plan = nextPlan();
                Thread.ofVirtual().start(() -> connect(client, plan));
            }
        } catch (IOException e) {
            // Closed: this proxy's end.
            return;
        }
    }

    private Plan nextPlan() {
        Kind kind = Kind.values()[connections++ % Kind.values().length];
        return new Plan(kind, chance.nextInt(AFTER_BYTES_MAX), 1 + chance.nextInt(DELAY_MILLIS_MAX), chance.onceIn(2));
    }

    private void connect(Socket client, Plan plan) {
        Socket upstream = new Socket();
        try {
            upstream.connect(server);
        } catch (IOException e) {
            end(client, upstream, true);
            return;
        }
        Thread.ofVirtual().start(() -> pump(client, upstream, plan, true));
        pump(upstream, client, plan, false);
        end(client, upstream, false);
    }

    /** Carries one direction to its end, or to the byte where the plan strikes. */
    private void pump(Socket from, Socket to, Plan plan, boolean request) {
        boolean here = plan.kind() != Kind.DELAY && plan.kind().strikesRequests() == request;
        boolean slow = plan.kind() == Kind.DELAY;
        byte[] chunk = new byte[CHUNK_BYTES];
        long passed = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                boolean strikes = here && !calm && passed + read > plan.afterBytes();
                int bytes = strikes ? (int) Math.max(0, plan.afterBytes() - passed) : read;
                if (slow && !calm && passed + read > plan.afterBytes()) {
                    struck(plan);
                    slow = false;
                    Waiting.millis(plan.delayMillis());
                }
                out.write(chunk, 0, bytes);
                passed += bytes;
                if (strikes) {
                    strike(from, to, plan);
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            end(from, to, true);
        }
    }

    private void strike(Socket from, Socket to, Plan plan) {
        struck(plan);
        if (plan.kind().silent()) {
            Waiting.until(() -> calm || from.isClosed(), SILENCE_MAX);
        }
        end(from, to, plan.reset());
    }

    private void struck(Plan plan) {
        Objects.requireNonNull(struck.get(plan.kind())).increment();
    }

    /** Ends both connections; with a reset, or as if everything had been said. */
    private static void end(Socket one, Socket other, boolean reset) {
        try (one;
                other) {
            one.setSoLinger(reset, 0);
            other.setSoLinger(reset, 0);
        } catch (IOException e) {
            // It is closed already, which is the aim.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        calm();
        listener.close();
    }
}
