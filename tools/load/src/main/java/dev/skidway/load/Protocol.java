package dev.skidway.load;

/** What a run speaks. */
enum Protocol {
    /** SQS, JSON over HTTP/1.1. */
    SQS(10),
    /** The native protocol: sends in calls, jobs pushed over a worker stream. */
    GRPC(1_000);

    /** Most messages in one request. */
    final int batchMax;

    Protocol(int batchMax) {
        this.batchMax = batchMax;
    }
}
