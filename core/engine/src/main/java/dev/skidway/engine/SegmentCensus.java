package dev.skidway.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** The segments of the journal by what they still hold for one partition, as of one moment. */
final class SegmentCensus {

    /** A payload must not stay so far behind the newest one that their distance outgrows what a domain can note. */
    private static final long BEHIND_BYTES_MAX = 4L << 40;

    private final TreeMap<Long, Long> liveBytes = new TreeMap<>();
    private final long segmentBytes;
    private final long headSegment;
    private long allLiveBytes;

    /** Counts. */
    SegmentCensus(List<Domain> domains, long segmentBytes, long headSegment) {
        this.segmentBytes = segmentBytes;
        this.headSegment = headSegment;
        for (Domain domain : domains) {
            domain.liveSegments().forEach((segment, bytes) -> {
                liveBytes.merge(segment, bytes, Long::sum);
                allLiveBytes += bytes;
            });
        }
    }

    long segmentBytes() {
        return segmentBytes;
    }

    void forEach(LiveSegments.Visitor visitor) {
        liveBytes.forEach(visitor::segment);
    }

    long allLiveBytes() {
        return allLiveBytes;
    }

    int liveSegments() {
        return liveBytes.size();
    }

    long liveBytes(long segment) {
        return liveBytes.getOrDefault(segment, 0L);
    }

    /** How many segments hold nothing live, of those that the newest snapshot keeps and those written since it. */
    int releasable(Set<Long> kept, long firstSinceSnapshot) {
        int count = 0;
        for (long segment : kept) {
            count += segment < firstSinceSnapshot && !liveBytes.containsKey(segment) ? 1 : 0;
        }
        long since = Math.max(0, headSegment - firstSinceSnapshot);
        return count + (int) since - liveSince(firstSinceSnapshot).size();
    }

    /** Bytes without use in segments written since the newest snapshot that hold less than {@code share} live bytes, but some. */
    long sparseBytes(double share, long firstSinceSnapshot) {
        long bytes = 0;
        for (long live : liveSince(firstSinceSnapshot).values()) {
            bytes += live < share * segmentBytes ? segmentBytes - live : 0;
        }
        return bytes;
    }

    private SortedMap<Long, Long> liveSince(long firstSinceSnapshot) {
        return liveBytes.subMap(firstSinceSnapshot, Math.max(firstSinceSnapshot, headSegment));
    }

    /**
     * The segments whose live bytes should be copied away, least live first.
     *
     * @param before only segments below this one
     * @param share live share of a segment below which it is worth it
     * @param bytesMax live bytes of all of them together; one is always allowed
     * @param eligible only those of which this is true
     */
    Set<Long> victims(long before, double share, long bytesMax, LongPredicate eligible) {
        List<Map.Entry<Long, Long>> sparse = new ArrayList<>();
        for (Map.Entry<Long, Long> entry : liveBytes.headMap(before).entrySet()) {
            boolean farBehind = (headSegment - entry.getKey()) * segmentBytes > BEHIND_BYTES_MAX;
            if ((entry.getValue() < share * segmentBytes || farBehind) && eligible.test(entry.getKey())) {
                sparse.add(entry);
            }
        }
        sparse.sort(Map.Entry.<Long, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
        Set<Long> victims = new TreeSet<>();
        long bytes = 0;
        for (Map.Entry<Long, Long> entry : sparse) {
            bytes += entry.getValue();
            if (bytes > bytesMax && !victims.isEmpty()) {
                break;
            }
            victims.add(entry.getKey());
        }
        return victims;
    }

    /** Whether emptying the segments gives enough room back to be worth a walk over the whole state. */
    boolean worthwhile(Set<Long> victims) {
        long live = victims.stream().mapToLong(this::liveBytes).sum();
        return victims.size() * segmentBytes - live >= Math.max(segmentBytes / 2, allLiveBytes / 16);
    }
}
