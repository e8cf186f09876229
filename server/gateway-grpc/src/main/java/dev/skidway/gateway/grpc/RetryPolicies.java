package dev.skidway.gateway.grpc;

import dev.skidway.queues.RetryPolicy;

/** Retry policies, from the protocol's words to the domain's and back. */
final class RetryPolicies {

    private static final long BASE_MILLIS_DEFAULT = 1_000;
    private static final long BASE_MILLIS_MAX = 30L * 86_400_000;
    private static final long DELAY_MILLIS_DEFAULT = 3_600_000;
    private static final long DELAY_MILLIS_MAX = 365L * 86_400_000;
    private static final int FACTOR_PERCENT_DEFAULT = 200;
    private static final int JITTER_PERCENT_DEFAULT = 10;
    private static final int ATTEMPTS_MAX = 1_000;

    private RetryPolicies() {}

    /** The policy with the protocol's defaults for what is unset. */
    static RetryPolicy policy(dev.skidway.v1.RetryPolicy given) {
        return new RetryPolicy(
                backoff(given.getBackoff()),
                given.hasBase() ? Times.millis(given.getBase(), "retry.base", 0, BASE_MILLIS_MAX) : BASE_MILLIS_DEFAULT,
                given.getFactor() == 0 ? FACTOR_PERCENT_DEFAULT : factorPercent(given.getFactor()),
                given.hasMaxDelay()
                        ? Times.millis(given.getMaxDelay(), "retry.max_delay", 0, DELAY_MILLIS_MAX)
                        : DELAY_MILLIS_DEFAULT,
                given.hasJitterPercent()
                        ? bounded("retry.jitter_percent", given.getJitterPercent(), 100)
                        : JITTER_PERCENT_DEFAULT,
                given.hasMaxAttempts() ? bounded("retry.max_attempts", given.getMaxAttempts(), ATTEMPTS_MAX) : 0,
                given.hasMaxAge() ? Times.millis(given.getMaxAge(), "retry.max_age", 1, NewJobs.DELAY_MILLIS_MAX) : 0,
                given.getNonRetryableCodesList());
    }

    private static RetryPolicy.Backoff backoff(dev.skidway.v1.RetryPolicy.Backoff given) {
        return switch (given) {
            case BACKOFF_UNSPECIFIED, BACKOFF_EXPONENTIAL -> RetryPolicy.Backoff.EXPONENTIAL;
            case BACKOFF_FIXED -> RetryPolicy.Backoff.FIXED;
            case BACKOFF_LINEAR -> RetryPolicy.Backoff.LINEAR;
            case UNRECOGNIZED -> throw Refusal.invalid("retry.backoff: expected one of this version, found another");
        };
    }

    private static int factorPercent(double factor) {
        if (!(factor >= 1 && factor <= 10)) {
            throw Refusal.invalid("retry.factor: expected 1 to 10, found " + factor);
        }
        return (int) Math.round(factor * 100);
    }

    private static int bounded(String field, int unsigned, int max) {
        Bounds.count(field, Integer.toUnsignedLong(unsigned), 0, max);
        return unsigned;
    }

    static dev.skidway.v1.RetryPolicy shown(RetryPolicy policy) {
        dev.skidway.v1.RetryPolicy.Builder shown = dev.skidway.v1.RetryPolicy.newBuilder()
                .setBackoff(
                        switch (policy.backoff()) {
                            case FIXED -> dev.skidway.v1.RetryPolicy.Backoff.BACKOFF_FIXED;
                            case LINEAR -> dev.skidway.v1.RetryPolicy.Backoff.BACKOFF_LINEAR;
                            case EXPONENTIAL -> dev.skidway.v1.RetryPolicy.Backoff.BACKOFF_EXPONENTIAL;
                        })
                .setBase(Times.duration(policy.baseMillis()))
                .setFactor(policy.factorPercent() / 100.0)
                .setMaxDelay(Times.duration(policy.delayMillisMax()))
                .setJitterPercent(policy.jitterPercent())
                .setMaxAttempts(policy.attemptsMax())
                .addAllNonRetryableCodes(policy.finalCodes());
        if (policy.ageMillisMax() > 0) {
            shown.setMaxAge(Times.duration(policy.ageMillisMax()));
        }
        return shown.build();
    }
}
