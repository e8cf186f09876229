package dev.skidway.load;

import picocli.CommandLine.Option;

/** The options of the modes that fill a server first: backlog, space and idle. */
final class ScaleArguments {

    @Option(names = "--pending", defaultValue = "1000000", description = "Messages to fill in. Default: 1000000.")
    long pending;

    @Option(names = "--queues", defaultValue = "1", description = "Queues they are spread over. Default: 1.")
    int queues;

    @Option(names = "--groups", defaultValue = "0", description = "Message groups they are spread over. Default: none.")
    int groups;

    @Option(names = "--fifo", description = "FIFO queues; needs --groups.")
    boolean fifo;

    @Option(names = "--windows", defaultValue = "3", description = "Backlog: measured times per state. Default: 3.")
    int windows;

    @Option(names = "--restart", description = "Backlog: kill -9 and start again, then measure once more.")
    boolean restart;

    BacklogOptions backlog(LoadOptions load) {
        return new BacklogOptions(pending, queues, groups, fifo, windows, restart, load);
    }
}
