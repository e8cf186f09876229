package dev.skidway.fuzz;

import dev.skidway.engine.RecordTarget;
import dev.skidway.engine.SnapshotUnitTarget;
import dev.skidway.gateway.sqs.JsonTarget;
import dev.skidway.gateway.sqs.QueryTarget;
import dev.skidway.journal.ManifestTarget;
import dev.skidway.journal.SegmentTarget;
import dev.skidway.journal.SnapshotFileTarget;
import dev.skidway.node.SealTarget;
import dev.skidway.queues.HeadersTarget;
import dev.skidway.queues.SpilledChunkTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All fuzz targets, and the inputs that are kept for them. */
public final class Targets {

    /** In the order of the README. */
    public static final List<FuzzTarget> ALL = List.of(
            new SegmentTarget(),
            new SnapshotFileTarget(),
            new ManifestTarget(),
            new RecordTarget(),
            new SnapshotUnitTarget(),
            new SpilledChunkTarget(),
            new HeadersTarget(),
            new SealTarget(),
            new JsonTarget(),
            new QueryTarget());

    private Targets() {}

    /** The target of that name. */
    public static FuzzTarget named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + ALL.stream().map(FuzzTarget::name).toList() + ", found " + name));
    }

    /** What is worth starting from: nothing, what real code writes, and what was recorded. */
    public static List<byte[]> seeds(FuzzTarget target) {
        List<byte[]> seeds = new ArrayList<>(List.of(new byte[0]));
        seeds.addAll(target.written());
        seeds.addAll(files("/seeds/" + target.name()));
        return seeds;
    }

    /** Inputs that broke the law once. */
    public static List<byte[]> regressions(FuzzTarget target) {
        return files("/regressions/" + target.name());
    }

    private static List<byte[]> files(String folder) {
        List<byte[]> contents = new ArrayList<>();
        URL found = Targets.class.getResource(folder);
        if (found == null) {
            return contents;
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(found.toString())))) {
            for (Path file : files.sorted().toList()) {
                contents.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
