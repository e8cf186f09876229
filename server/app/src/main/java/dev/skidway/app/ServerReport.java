package dev.skidway.app;

import dev.skidway.app.admin.BackupSource;
import dev.skidway.app.admin.Readiness;
import dev.skidway.app.admin.Status;
import dev.skidway.app.config.ServerConfig;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import dev.skidway.engine.LoopThread;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Partition;
import dev.skidway.journal.JournalStats;
import dev.skidway.journal.Space;
import dev.skidway.node.NodeError;
import dev.skidway.node.NodeStats;
import dev.skidway.node.PeekedPage;
import dev.skidway.node.Verb;
import dev.skidway.queues.PeekMessages;
import dev.skidway.queues.QueueName;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the server tells of itself: the status page's figures and the metrics; also while it still starts. */
final class ServerReport implements AutoCloseable {

    /** Most queues shown and measured one by one. */
    static final int QUEUES_MAX = 100;

    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerConfig config;
    private final Readiness readiness;
    private final TimeSource time;
    private final String durability;
    private final String version = Version.text();
    private final long startedAtNanos;
    private final TrafficHistory history = new TrafficHistory();
    private final QueueRates rates = new QueueRates();
    private final QueueListing listing;
    private final SpaceLog spaceLog = new SpaceLog();
    private final DamageLog damageLog = new DamageLog();
    private volatile @Nullable Core core;
    private @Nullable LoopThread sampler;

    ServerReport(ServerConfig config, Readiness readiness, TimeSource time, String durability) {
        this.config = config;
        this.readiness = readiness;
        this.time = time;
        this.durability = durability;
        this.startedAtNanos = time.monotonicNanos();
        this.listing = new QueueListing(config.sqs().account(), QUEUES_MAX);
    }

    /** From now on there is something to tell of. */
    void opened(Core opened) {
        core = opened;
        sampler = LoopThread.start("status", this::sample, () -> SAMPLE_NANOS, failure -> {});
    }

    private boolean sample() {
        Core now = core;
        if (now != null) {
            NodeStats node = now.node().stats();
            JournalStats journal = now.storage().stats();
            history.add(new TrafficHistory.Totals(
                    time.monotonicNanos(),
                    messages(node, Verb.SEND),
                    messages(node, Verb.RECEIVE),
                    messages(node, Verb.DELETE),
                    journal.forces(),
                    journal.forceNanos(),
                    journal.bytesWritten()));
            spaceLog.tell(space(now));
            for (int i = 0; i < now.partitions().size(); i++) {
                damageLog.tell(i, now.partitions().get(i).stats().compaction());
            }
        }
        return false;
    }

    private static long messages(NodeStats node, Verb verb) {
        NodeStats.Counts counts = node.verbs().get(verb);
        return counts == null ? 0 : counts.messages();
    }

    Status status() {
        Core now = core;
        List<Status.QueueLine> queues = now == null
                ? List.of()
                : rates.lines(listing.ask(now.partitions()), time.wallMillis(), time.monotonicNanos());
        return new Status(
                version,
                TimeUnit.NANOSECONDS.toMillis(time.monotonicNanos() - startedAtNanos),
                stage(now),
                config.server().dataFolder().toString(),
                durability,
                space(now).name(),
                history.traffic(),
                queues,
                listing.more());
    }

    /** What serves, once it does. */
    Optional<Core> core() {
        return Optional.ofNullable(core);
    }

    /** The stage, with a word about room on the disk while all else is well. */
    Readiness.Stage stage() {
        return stage(core);
    }

    private Readiness.Stage stage(@Nullable Core now) {
        Readiness.Stage stage = readiness.stage();
        Space space = space(now);
        if (stage.phase() != Readiness.Phase.READY || space == Space.OPEN) {
            return stage;
        }
        return new Readiness.Stage(
                Readiness.Phase.READY,
                space.name()
                        + ": the disk or the journal's limit is nearly reached; sends are refused, receives and deletes"
                        + (space == Space.EXHAUSTED ? " too" : " go on"));
    }

    private static Space space(@Nullable Core now) {
        return now == null ? Space.OPEN : now.storage().journal().space();
    }

    MetricSnapshots metrics() {
        MetricsPage page = new MetricsPage().process(ProcessFigures.now()).stage(readiness.stage(), space(core));
        Core now = core;
        if (now != null) {
            page.journal(now.storage().stats())
                    .spill(now.storage().spillFiles(), now.storage().spillFileBytes())
                    .backup(now.storage().held(), now.storage().heldBytes())
                    .node(now.node().stats());
            for (int i = 0; i < now.partitions().size(); i++) {
                Partition partition = now.partitions().get(i);
                page.partition(i, partition.stats());
            }
            page.queues(listing.ask(now.partitions()));
        }
        return page.build();
    }

    /** As {@link dev.skidway.app.admin.MessageSource#peek}. */
    Outcome<PeekedPage> peek(String queue, PeekMessages.Wanted wanted, @Nullable String after, int countMax) {
        return serving().node().peek(new QueueName(config.sqs().account(), queue), wanted, after, countMax);
    }

    /** As {@link BackupSource#begin}. */
    BackupSource.Held backup() {
        return new BackupSource.Held(
                config.server().dataFolder(),
                serving().storage().hold(config.backup().toHold()));
    }

    private Core serving() {
        Core now = core;
        if (now == null) {
            throw new SkidwayException(
                    NodeError.STARTING, Severity.RETRY, "the server is still starting; try again shortly");
        }
        return now;
    }

    @Override
    public void close() {
        if (sampler != null) {
            sampler.close();
        }
    }
}
