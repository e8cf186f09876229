package dev.skidway.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How failed attempts are repeated: {@code RetryPolicy.exponential(Duration.ofSeconds(10)).maxAttempts(5)}. Each method returns another
 * policy. What is not said falls back to the defaults named here.
 */
public final class RetryPolicy {

    private final dev.skidway.v1.RetryPolicy proto;

    private RetryPolicy(dev.skidway.v1.RetryPolicy proto) {
        this.proto = proto;
    }

    /** How the wait before the next attempt grows. */
    public enum Backoff {
        /** Always the base. */
        FIXED(dev.skidway.v1.RetryPolicy.Backoff.BACKOFF_FIXED),
        /** The base times the number of failed attempts. */
        LINEAR(dev.skidway.v1.RetryPolicy.Backoff.BACKOFF_LINEAR),
        /** The base times the factor to the power of (failed attempts - 1). */
        EXPONENTIAL(dev.skidway.v1.RetryPolicy.Backoff.BACKOFF_EXPONENTIAL);

        private final dev.skidway.v1.RetryPolicy.Backoff proto;

        Backoff(dev.skidway.v1.RetryPolicy.Backoff proto) {
            this.proto = proto;
        }
    }

    static RetryPolicy of(dev.skidway.v1.RetryPolicy proto) {
        return new RetryPolicy(proto);
    }

    /** The defaults: exponential from a second, at most an hour, any number of attempts. */
    public static RetryPolicy defaults() {
        return new RetryPolicy(dev.skidway.v1.RetryPolicy.getDefaultInstance());
    }

    /** Always the same wait, 0 to 30 days. */
    public static RetryPolicy fixed(Duration base) {
        return of(Backoff.FIXED, base);
    }

    /** A wait that grows by the same time after each failure, 0 to 30 days. */
    public static RetryPolicy linear(Duration base) {
        return of(Backoff.LINEAR, base);
    }

    /** A wait that is doubled after each failure, or grows by another {@link #factor(double)}; it begins with 0 to 30 days. */
    public static RetryPolicy exponential(Duration base) {
        return of(Backoff.EXPONENTIAL, base);
    }

    private static RetryPolicy of(Backoff backoff, Duration base) {
        return defaults().with(policy -> policy.setBackoff(backoff.proto).setBase(Protos.duration(base)));
    }

    /** Growth of an exponential backoff, 1 to 10. Default: 2. */
    public RetryPolicy factor(double growth) {
        return with(policy -> policy.setFactor(growth));
    }

    /** Longest wait, up to 365 days. Default: an hour. */
    public RetryPolicy maxDelay(Duration time) {
        return with(policy -> policy.setMaxDelay(Protos.duration(time)));
    }

    /** Each wait is made shorter by up to this share, in percent, 0 to 100. Default: 10. */
    public RetryPolicy jitterPercent(int percent) {
        return with(policy -> policy.setJitterPercent(percent));
    }

    /** Attempts after which a job is given up, 1 to 1,000; 0 for any number. Default: 0, or what the dead letters of the queue say. */
    public RetryPolicy maxAttempts(int attempts) {
        return with(policy -> policy.setMaxAttempts(attempts));
    }

    /** Age, since it was due for the first time, at which a failed job is given up, 1 ms to 100 years. Default: any. */
    public RetryPolicy maxAge(Duration age) {
        return with(policy -> policy.setMaxAge(Protos.duration(age)));
    }

    /** Codes of failures that end a job at once, instead of those named before; at most 50, each at most 128 bytes. */
    public RetryPolicy nonRetryable(String... codes) {
        return with(policy -> policy.clearNonRetryableCodes().addAllNonRetryableCodes(List.of(codes)));
    }

    private RetryPolicy with(Consumer<dev.skidway.v1.RetryPolicy.Builder> change) {
        dev.skidway.v1.RetryPolicy.Builder changed = proto.toBuilder();
        change.accept(changed);
        return new RetryPolicy(changed.build());
    }

    /** How the wait grows. */
    public Backoff backoff() {
        return switch (proto.getBackoff()) {
            case BACKOFF_FIXED -> Backoff.FIXED;
            case BACKOFF_LINEAR -> Backoff.LINEAR;
            case BACKOFF_EXPONENTIAL, BACKOFF_UNSPECIFIED, UNRECOGNIZED -> Backoff.EXPONENTIAL;
        };
    }

    /** The wait after the first failure; null if it was not said. */
    public @Nullable Duration base() {
        return Protos.durationIf(proto.hasBase(), proto.getBase());
    }

    /** Growth of an exponential backoff; null if it was not said. */
    public @Nullable Double factor() {
        return proto.getFactor() == 0 ? null : proto.getFactor();
    }

    /** The longest wait; null if it was not said. */
    public @Nullable Duration maxDelay() {
        return Protos.durationIf(proto.hasMaxDelay(), proto.getMaxDelay());
    }

    /** The share by which waits differ, in percent; null if it was not said. */
    public @Nullable Integer jitterPercent() {
        return proto.hasJitterPercent() ? proto.getJitterPercent() : null;
    }

    /** Attempts after which a job is given up, 0 for any number; null if it was not said. */
    public @Nullable Integer maxAttempts() {
        return proto.hasMaxAttempts() ? proto.getMaxAttempts() : null;
    }

    /** Age at which a failed job is given up; null for any. */
    public @Nullable Duration maxAge() {
        return Protos.durationIf(proto.hasMaxAge(), proto.getMaxAge());
    }

    /** Codes of failures that end a job at once. */
    public List<String> nonRetryable() {
        return proto.getNonRetryableCodesList();
    }

    dev.skidway.v1.RetryPolicy proto() {
        return proto;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RetryPolicy policy && policy.proto.equals(proto);
    }

    @Override
    public int hashCode() {
        return proto.hashCode();
    }

    @Override
    public String toString() {
        return "RetryPolicy " + Protos.text(proto);
    }
}
