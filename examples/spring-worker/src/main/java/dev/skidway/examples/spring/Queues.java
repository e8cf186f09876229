package dev.skidway.examples.spring;

import java.util.Map;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes the queue and its dead-letter queue before the first listener starts; every worker may, for what exists stays as it is. */
@Component
class Queues implements InitializingBean {

    private final SqsAsyncClient sqs;
    private final WorkerSettings settings;

    Queues(SqsAsyncClient sqs, WorkerSettings settings) {
        this.sqs = sqs;
        this.settings = settings;
    }

    @Override
    public void afterPropertiesSet() {
        String dead = create(settings.queue() + "-dead", Map.of());
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .join()
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn, settings.triesMax());
        String url = create(settings.queue(), Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
        System.out.println("waiting for jobs in " + url);
    }

    private String create(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .join()
                .queueUrl();
    }
}
