package dev.skidway.compat.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a chaos run did and found.
 *
 * @param stages one for each kind of fault that was exercised
 * @param notExercised kinds that were not, each with the reason
 * @param seed what the moments of the faults came from
 */
record ChaosReport(List<StageReport> stages, Map<FaultKind, String> notExercised, long seed) {

    boolean clean() {
        return stages.stream().allMatch(stage -> stage.findings().clean());
    }

    Findings findings() {
        Findings all = new Findings();
        stages.forEach(stage -> all.addAll(stage.findings()));
        return all;
    }

    /** Sums over all stages first, then what each stage did, then what was not done. */
    Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put(FaultKind.KILL.key(), 0L);
        keys.put("acknowledged", sum(StageReport::acknowledged));
        keys.put("acknowledged_deletes", sum(StageReport::deleted));
        keys.putAll(findings().keys());
        for (FaultKind kind : FaultKind.values()) {
            keys.put(kind.key(), sum(stage -> stage.faults().getOrDefault(kind.key(), 0L)));
        }
        keys.put("seed", seed);
        Map<String, @Nullable Object> reasons = new LinkedHashMap<>();
        notExercised.forEach((kind, reason) -> reasons.put(kind.word(), reason));
        keys.put("not_exercised", reasons);
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        stages.forEach(stage -> details.put(stage.kind().word(), stage.keys()));
        keys.put("stages", details);
        return keys;
    }

    private long sum(ToLongFunction<StageReport> figure) {
        return stages.stream().mapToLong(figure).sum();
    }
}
