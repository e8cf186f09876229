package dev.skidway.queues;

import dev.skidway.engine.ColdStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Releases spill files that nothing is in any more, and empties those with little left, so that few chunks do not keep many files. */
final class SpillReclaim {

    /** A full file with a smaller part of its bytes in use than one in so many is emptied. */
    private static final int SPARSE_DIVISOR = 4;

    private static final int FETCHES_PER_SLICE = 4;

    /** What was put into each file that is still in use; those that came back since are in the list yet. */
    private final Map<Long, List<AwayChunk>> byFile = new HashMap<>();

    private final LinkedHashSet<Long> sparse = new LinkedHashSet<>();

    void add(AwayChunk away) {
        byFile.computeIfAbsent(away.ref.file(), file -> new ArrayList<>()).add(away);
    }

    /** A file that gets no more chunks has so many bytes in use now. */
    void shrunk(long file, long bytes, ColdStore store) {
        if (bytes == 0) {
            byFile.remove(file);
            sparse.remove(file);
            store.release(file);
        } else if (bytes < store.fileBytesMax() / SPARSE_DIVISOR) {
            sparse.add(file);
        }
    }

    /** Has some chunks of a sparse file brought back; they leave for another one when memory is needed. */
    void fetchSome() {
        Iterator<Long> files = sparse.iterator();
        if (!files.hasNext()) {
            return;
        }
        int left = FETCHES_PER_SLICE;
        for (AwayChunk away : byFile.getOrDefault(files.next(), List.of())) {
            if (away.wanted()) {
                away.fetch();
                if (--left == 0) {
                    return;
                }
            }
        }
    }
}
