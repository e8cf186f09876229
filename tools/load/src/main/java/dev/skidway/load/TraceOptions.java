package dev.skidway.load;

import java.util.List;

/**
 * How to replay a job log.
 *
 * @param jobs by submit time
 * @param workers how many jobs run at once
 * @param speed recorded seconds per second of the replay
 * @param fairByUser whether the user is the message group, so that the queue serves users in turn
 */
record TraceOptions(List<Job> jobs, int workers, double speed, boolean fairByUser) {

    private static final int WORKERS_MAX = 1024;
    private static final double DEFAULT_ARRIVAL_SECONDS = 60;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int VISIBILITY_SECONDS_MIN = 30;
    private static final int VISIBILITY_SECONDS_MAX = 43_200;

    /** With a speed of 0, one is chosen at which the arrivals of the whole log take a minute. */
    static TraceOptions of(List<Job> jobs, int workers, double speed, String fairBy) {
        LoadOptions.within("--workers", workers, 1, WORKERS_MAX);
        if (speed < 0 || Double.isNaN(speed) || Double.isInfinite(speed)) {
            throw LoadOptions.refusal("--speed must be a positive number, found " + speed + ".");
        }
        if (!fairBy.equals("user") && !fairBy.equals("none")) {
            throw LoadOptions.refusal("--fair-by must be user or none, found \"" + fairBy + "\".");
        }
        double span = jobs.getLast().submitSeconds() - jobs.getFirst().submitSeconds();
        double chosen = speed > 0 ? speed : Math.max(1, span / DEFAULT_ARRIVAL_SECONDS);
        TraceOptions options = new TraceOptions(List.copyOf(jobs), workers, chosen, fairBy.equals("user"));
        if (options.visibilitySeconds() > VISIBILITY_SECONDS_MAX) {
            throw LoadOptions.refusal(
                    "--speed " + speed + " is too slow: the longest job would outlive the longest lease of "
                            + VISIBILITY_SECONDS_MAX + " s. Choose a higher speed.");
        }
        return options;
    }

    /** When a job is due, in nanoseconds from the start of the replay. */
    long dueNanos(int job) {
        return scaled(jobs.get(job).submitSeconds() - jobs.getFirst().submitSeconds());
    }

    /** How long a worker holds a job. */
    long runNanos(int job) {
        return scaled(jobs.get(job).runSeconds());
    }

    /** A lease long enough for the longest job, twice. */
    int visibilitySeconds() {
        long longest = jobs.stream().mapToLong(Job::runSeconds).max().orElse(0);
        return (int) Math.max(VISIBILITY_SECONDS_MIN, Math.min(Integer.MAX_VALUE, 2 * longest / speed));
    }

    private long scaled(long recordedSeconds) {
        return (long) (recordedSeconds / speed * NANOS_PER_SECOND);
    }
}
