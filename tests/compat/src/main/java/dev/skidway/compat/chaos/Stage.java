package dev.skidway.compat.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One kind of fault against one server under load, again and again; then a drain, and a check of the history.
 *
 * <p>The server is another process. In the end it is left alone and drained: every acknowledged send must come, unless somebody tried to
 * delete it, and no acknowledged delete may come back.
 */
final class Stage {

    /** Sends that are acknowledged between two strikes, at most; by number, so that a slow machine does not strike idle servers. */
    private static final int LIFE_SENDS_MAX = 800;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration LIFE_MAX = Duration.ofSeconds(5);
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);

    private final FaultKind kind;
    private final int strikes;
    private final Duration lease;
    private final Chance chance;
    private final PrintStream out;
    private final History history = new History();

    Stage(FaultKind kind, int strikes, Duration lease, Chance chance, PrintStream out) {
        this.kind = kind;
        this.strikes = strikes;
        this.lease = lease;
        this.chance = chance;
        this.out = out;
    }

    /** Runs it in a folder of its own, with a fault that was made ready there; closes the fault. */
    StageReport run(Fault fault, Path folder, ServerCommands commands) throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder).resolve("server.log");
        try (fault;
                Site site = new Site(fault.command(commands), fault.data(folder), log, history)) {
            site.start();
            try (SqsClient sqs = SqsCalls.blocking(site.server().sqsAddress(), SqsCalls.PATIENCE)) {
                Queues queues = Queues.create(sqs, lease);
                strikeUnderLoad(fault, site, queues);
                fault.calm(site);
                boolean empty = new Drain(sqs, queues, history, chance, lease, out).run();
                site.expect(empty, "both queues to be empty after the drain");
            }
            Findings findings = Checker.check(history.entries(), lease);
            findings.addAll(site.findings());
            return new StageReport(
                    kind,
                    fault.counts(),
                    history.acknowledgedCount(),
                    history.deletedCount(),
                    history.refusedCount(),
                    findings);
        }
    }

    private void strikeUnderLoad(Fault fault, Site site, Queues queues) throws IOException, InterruptedException {
        var endpoint = fault.endpoint(site.server().sqsAddress());
        try (Load load = Load.start(endpoint, queues, history, chance.split(), lease)) {
            for (int strike = 1; strike <= strikes; strike++) {
                awaitSends(site, 1 + chance.nextInt(LIFE_SENDS_MAX));
                if (!site.server().running()) {
                    site.expect(false, "the server to run between two strikes; see its log");
                    site.start();
                }
                long strikeNanos = System.nanoTime();
                fault.strike(site);
                out.printf(
                        "%s %d of %d took %d ms; %d sends acknowledged so far%n",
                        kind.word(),
                        strike,
                        strikes,
                        (System.nanoTime() - strikeNanos) / NANOS_PER_MILLI,
                        history.acknowledgedCount());
            }
            awaitSends(site, 1);
            load.stop();
        }
    }

    /** The server works: it acknowledges that many more sends, or on a slow machine at least one. */
    private void awaitSends(Site site, int sends) {
        long before = history.acknowledgedCount();
        if (!Waiting.until(() -> history.acknowledgedCount() >= before + sends, LIFE_MAX)) {
            site.expect(
                    Waiting.until(() -> history.acknowledgedCount() > before, IDLE_MAX),
                    "the server to acknowledge sends again within " + IDLE_MAX + " of a fault");
        }
    }
}
