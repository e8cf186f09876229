package dev.skidway.gateway.sqs;

/** One action of SQS, whatever wire format the request came in: reads parameters, asks the node, writes the reply. */
@FunctionalInterface
interface SqsAction {

    /** Carries it out; throws {@link SqsFault} to refuse. */
    void handle(Call call);
}
