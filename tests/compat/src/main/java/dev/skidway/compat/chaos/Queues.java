package dev.skidway.compat.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The two queues of a stage, by their URLs. */
record Queues(String standard, String fifo) {

    private static final List<QueueAttributeName> DEPTHS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    static Queues create(SqsClient sqs, Duration lease) {
        String seconds = Long.toString(lease.toSeconds());
        String standard = sqs.createQueue(request ->
                        request.queueName("chaos").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, seconds)))
                .queueUrl();
        String fifo = sqs.createQueue(request -> request.queueName("chaos.fifo")
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT, seconds, QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
        return new Queues(standard, fifo);
    }

    /** Messages in a queue, whatever their state. */
    static long depth(SqsClient sqs, String url) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(DEPTHS))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }
}
