package dev.skidway.compat.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one stage did and found.
 *
 * @param kind its fault
 * @param faults how often what struck, under the names of the report
 * @param acknowledged sends that were acknowledged
 * @param deleted deletes that were acknowledged while their lease held
 * @param refused requests that were refused for lack of room
 * @param findings promises that were broken
 */
record StageReport(
        FaultKind kind, Map<String, Long> faults, long acknowledged, long deleted, long refused, Findings findings) {

    Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>(faults);
        keys.put("acknowledged", acknowledged);
        keys.put("acknowledged_deletes", deleted);
        keys.put("refused", refused);
        keys.putAll(findings.keys());
        return keys;
    }
}
