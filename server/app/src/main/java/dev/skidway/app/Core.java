package dev.skidway.app;

import dev.skidway.app.config.ServerConfig;
import dev.skidway.base.TimeSource;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.gateway.grpc.GrpcGateway;
import dev.skidway.gateway.sqs.SqsGateway;
import dev.skidway.journal.Disk;
import dev.skidway.journal.Storage;
import dev.skidway.node.Node;
import dev.skidway.queues.QueueDomain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that serves messages: storage, partitions with their threads, node, gateway; opened bottom up, closed top down. */
final class Core implements AutoCloseable {

    private static final long DRAIN_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Storage storage;
    private final List<Partition> partitions;
    private final Loops loops;
    private final Node node;
    private final SqsGateway gateway;
    private final GrpcGateway grpc;

    private Core(
            Storage storage, List<Partition> partitions, Loops loops, Node node, SqsGateway gateway, GrpcGateway grpc) {
        this.storage = storage;
        this.partitions = partitions;
        this.loops = loops;
        this.node = node;
        this.gateway = gateway;
        this.grpc = grpc;
    }

    /** Recovers what the disk holds, then serves; closes what it opened when it cannot. */
    static Core open(
            ServerConfig config, Disk disk, TimeSource time, @Nullable RestWatch watch, Consumer<Throwable> onFailure)
            throws IOException {
        Storage storage =
                Storage.open(disk, config.journal().toJournal(), config.server().partitions(), time);
        Loops loops = null;
        try {
            List<Partition> partitions = recover(config, storage, time, onFailure);
            loops = new Loops(storage, config.journal().toJournal(), partitions, watch, onFailure);
            Node node = new Node(
                    partitions,
                    storage.journal(),
                    storage.handleKey(),
                    config.node().toNode(),
                    config.queues().toNode());
            node.ready();
            GrpcGateway grpc = GrpcGateway.start(
                    node,
                    node.jobs(),
                    node.dispatch(),
                    node.schedules(),
                    time,
                    config.grpc().toGateway(config.server(), config.sqs().account()));
            return new Core(storage, partitions, loops, node, startSqs(config, node, grpc), grpc);
        } catch (RuntimeException e) {
            if (loops != null) {
                loops.close();
            }
            storage.close();
            throw e;
        }
    }

    private static SqsGateway startSqs(ServerConfig config, Node node, GrpcGateway grpc) {
        try {
            return SqsGateway.start(node, config.sqs().toGateway(config.server()));
        } catch (RuntimeException e) {
            grpc.stop();
            throw e;
        }
    }

    private static List<Partition> recover(
            ServerConfig config, Storage storage, TimeSource time, Consumer<Throwable> onFailure) {
        List<Partition> partitions = new ArrayList<>();
        for (int number = 0; number < config.server().partitions(); number++) {
            partitions.add(Partition.recover(new PartitionSetup(
                    number,
                    config.server().partitions(),
                    config.engine().toEngine(),
                    config.clock().toEngine(),
                    config.clock().acceptWallClock(),
                    time,
                    storage.journal(),
                    storage.snapshots(),
                    List.of(new QueueDomain(storage.journal()::segmentOf)),
                    onFailure)));
        }
        return partitions;
    }

    /** Has every partition look at the clock. */
    void lookAtClock() {
        loops.look();
    }

    Storage storage() {
        return storage;
    }

    List<Partition> partitions() {
        return partitions;
    }

    Node node() {
        return node;
    }

    SqsGateway gateway() {
        return gateway;
    }

    GrpcGateway grpc() {
        return grpc;
    }

    /** Takes nothing more in, answers long polls at once, and waits at most {@code millisMax} for what is under way. */
    void drain(long millisMax) {
        grpc.drain();
        node.drain();
        long beganAtNanos = System.nanoTime();
        while (!drained() && System.nanoTime() - beganAtNanos < TimeUnit.MILLISECONDS.toNanos(millisMax)) {
            LockSupport.parkNanos(this, DRAIN_LOOK_NANOS);
        }
    }

    private boolean drained() {
        return node.idle() && partitions.stream().allMatch(Partition::drained);
    }

    /** Answers nothing any more. */
    void fail() {
        node.fail();
    }

    /** Stops listening, ends the threads, seals the journal. */
    @Override
    public void close() throws IOException {
        gateway.stop();
        grpc.stop();
        loops.close();
        partitions.forEach(Partition::close);
        node.close();
        storage.close();
    }
}
