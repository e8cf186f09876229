package dev.skidway.load;

import picocli.CommandLine.Option;

/** The options of the modes that fill a server first: backlog, space, idle, timers and burst; and limits. */
final class ScaleArguments {

    @Option(names = "--pending", defaultValue = "1000000", description = "Messages to fill in. Default: 1000000.")
    long pending;

    @Option(names = "--queues", defaultValue = "1", description = "Queues they are spread over. Default: 1.")
    int queues;

    @Option(names = "--groups", defaultValue = "0", description = "Message groups they are spread over. Default: none.")
    int groups;

    @Option(names = "--fifo", description = "FIFO queues; needs --groups.")
    boolean fifo;

    @Option(
            names = "--windows",
            defaultValue = "3",
            description = "Backlog, limits: measured times per state. Default: 3.")
    int windows;

    @Option(names = "--restart", description = "Backlog, timers: kill -9 and start again, then measure once more.")
    boolean restart;

    @Option(
            names = "--span-days",
            defaultValue = "30",
            description = "Timers: the --pending messages are due at random times within so many days. Default: 30.")
    int spanDays;

    @Option(
            names = "--delay",
            defaultValue = "150",
            description = "Timers: delay in seconds of the --rate messages whose lateness is measured. Burst: seconds"
                    + " from the filling, at 10000 a second, until all are due. Default: 150.")
    int delay;

    @Option(
            names = "--rehearse",
            defaultValue = "0",
            description = "Burst: so many jobs are worked off before anything counts, for a server and a client that"
                    + " have just started are slower than later. Default: 0.")
    long rehearse;

    @Option(names = "--keys", defaultValue = "10000", description = "Limits: keys of the jobs. Default: 10000.")
    int keys;

    @Option(
            names = "--key-concurrency",
            defaultValue = "50",
            description = "Limits: jobs of a key at once; 0 for no limit. Default: 50.")
    int keyConcurrency;

    @Option(
            names = "--key-rate",
            defaultValue = "1000",
            description = "Limits: jobs of a key a second; 0 for no limit. Default: 1000.")
    int keyRate;

    TimersOptions timers(LoadOptions load) {
        return new TimersOptions(pending, spanDays, delay, restart, load);
    }

    BurstOptions burst(LoadOptions load) {
        return new BurstOptions(pending, rehearse, delay, load);
    }

    LimitsOptions limits(LoadOptions load) {
        return new LimitsOptions(keys, new KeyLimits(keyConcurrency, keyRate), windows, load);
    }

    BacklogOptions backlog(LoadOptions load) {
        return new BacklogOptions(pending, queues, groups, fifo, windows, restart, load);
    }
}
