package dev.skidway.compat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chaos run found.
 *
 * @param kills how often the server was killed
 * @param acknowledged sends that were acknowledged
 * @param lost acknowledged sends that never came back although nobody deleted them
 * @param undoneDeletes acknowledged deletes whose message came again
 * @param duplicatesBeyondLease deliveries while an earlier delivery's lease still held
 * @param altered bodies nobody sent
 * @param seed what the moments of the kills came from
 */
record ChaosReport(
        int kills,
        long acknowledged,
        long lost,
        long undoneDeletes,
        long duplicatesBeyondLease,
        long altered,
        long seed) {

    boolean clean() {
        return lost == 0 && undoneDeletes == 0 && duplicatesBeyondLease == 0 && altered == 0;
    }

    Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("kills", kills);
        keys.put("acknowledged", acknowledged);
        keys.put("lost", lost);
        keys.put("undone_deletes", undoneDeletes);
        keys.put("duplicates_beyond_lease", duplicatesBeyondLease);
        keys.put("altered", altered);
        keys.put("seed", seed);
        return keys;
    }
}
