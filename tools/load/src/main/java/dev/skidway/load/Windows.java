package dev.skidway.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the measured times of one state of a server came to. */
final class Windows {

    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> serverMicros = new ArrayList<>();
    private final Latency receive = new Latency();

    void add(Reading before, Reading after, Latency receiveTimes) {
        perSecond.add(after.lifecyclesPerSecondSince(before));
        Double micros = after.serverCpuMicrosPerMessageSince(before);
        if (micros != null) {
            serverMicros.add(micros);
        }
        receive.add(receiveTimes);
    }

    /** The median of the rates; 0 when nothing was measured. */
    double perSecond() {
        Double median = median(perSecond);
        return median == null ? 0 : median;
    }

    /** The median of the server's processor time a lifecycle; 0 when it is not known. */
    double serverMicros() {
        Double median = median(serverMicros);
        return median == null ? 0 : median;
    }

    /** How two figures compare; null when one of them is not known. */
    static @Nullable Double ratio(double of, double to) {
        return of == 0 || to == 0 ? null : of / to;
    }

    Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        boolean some = receive.count() > 0;
        keys.put("per_s", median(perSecond));
        keys.put("per_s_min", perSecond.stream().min(Double::compare).orElse(null));
        keys.put("per_s_max", perSecond.stream().max(Double::compare).orElse(null));
        keys.put("server_cpu_us", median(serverMicros));
        keys.put("receive_ms_p50", some ? receive.millisAt(50) : null);
        keys.put("receive_ms_p99", some ? receive.millisAt(99) : null);
        return keys;
    }

    private static @Nullable Double median(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
