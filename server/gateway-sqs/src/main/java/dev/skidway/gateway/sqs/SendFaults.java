package dev.skidway.gateway.sqs;

import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.QueueView;

/** Words the refusal of a message as SQS does. */
final class SendFaults {

    private SendFaults() {}

    /** The fault for one refused message; {@code lead} differs between a single send and a batch. */
    static SqsFault of(Call call, QueueName queue, Rejection rejection, String lead) {
        if (rejection.reason() != QueueRejection.MESSAGE_TOO_LARGE) {
            return ErrorMap.fault(rejection);
        }
        // Rare, so the limit is asked for rather than carried along with every send.
        String limit = call.service().getQueue(new GetQueue(queue)) instanceof Outcome.Done<QueueView>(QueueView view)
                ? view.settings().messageBytesMax() + " bytes"
                : "the limit of the queue";
        return new SqsFault(SqsError.INVALID_PARAMETER, lead + " Reason: Message must be shorter than " + limit + ".");
    }
}
