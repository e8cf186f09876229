package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.config.SqsBootstrapConfiguration;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.QueueNotFoundStrategy;
import io.awspring.cloud.sqs.listener.errorhandler.ImmediateRetryAsyncErrorHandler;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.support.MessageBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Listeners and templates of Spring Cloud AWS, without Spring Boot; {@code examples/spring-worker} is the same with it. */
@Timeout(120)
@Speaks(Client.SPRING)
class SpringListenerTest {

    private static final long WAIT_SECONDS_MAX = 20;

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    @Conforms({
        Action.GetQueueUrl,
        Action.GetQueueAttributes,
        Action.SendMessage,
        Action.ReceiveMessage,
        Action.DeleteMessageBatch
    })
    void aListenerHearsWhatATemplateSendsAndItIsDeleted() throws InterruptedException {
        try (var context = new AnnotationConfigApplicationContext(Application.class, Orders.class)) {
            context.getBean(SqsTemplate.class)
                    .send(to -> to.queue("spring-orders").payload("two coffees").header("table", "7"));

            assertThat(next(context.getBean(Orders.class).heard)).isEqualTo("two coffees for table 7");
        }

        assertThat(waitingOrLeased("spring-orders")).isZero();
    }

    @Test
    @Conforms(Action.SendMessageBatch)
    void aListenerOfBatchesHearsEveryMessageOfABatchThatWasSent() throws InterruptedException {
        List<Message<String>> messages = IntStream.range(0, 10)
                .mapToObj(i -> MessageBuilder.withPayload("body " + i).build())
                .toList();

        try (var context = new AnnotationConfigApplicationContext(Application.class, Batches.class)) {
            var sent = context.getBean(SqsTemplate.class).sendMany("spring-batches", messages);
            BlockingQueue<String> heard = context.getBean(Batches.class).heard;

            assertThat(sent.successful()).hasSize(10);
            for (int i = 0; i < 10; i++) {
                assertThat(next(heard)).startsWith("body ");
            }
            assertThat(heard).isEmpty();
        }

        assertThat(waitingOrLeased("spring-batches")).isZero();
    }

    @Test
    @Conforms(Action.ChangeMessageVisibility)
    void aMessageWhoseListenerFailsComesAgainAndEndsWithTheDeadLetters() throws InterruptedException {
        redrive("spring-poison", "spring-dead", 3);

        try (var context = new AnnotationConfigApplicationContext(Application.class, Poison.class)) {
            context.getBean(SqsTemplate.class).send("spring-poison", "bad");
            Poison poison = context.getBean(Poison.class);

            assertThat(next(poison.dead)).isEqualTo("bad");
            assertThat(poison.tried).containsExactly("1", "2", "3");
        }

        assertThat(waitingOrLeased("spring-poison")).isZero();
        assertThat(waitingOrLeased("spring-dead")).isZero();
    }

    @Test
    void aTemplateReceivesAndDeletesWithoutAListener() {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            SqsTemplate template = context.getBean(SqsTemplate.class);
            template.send("spring-pull", "pulled");

            var message = template.receive(
                    from -> from.queue("spring-pull").pollTimeout(Duration.ofSeconds(5)), String.class);

            assertThat(message).map(Message::getPayload).hasValue("pulled");
        }

        assertThat(waitingOrLeased("spring-pull")).isZero();
    }

    @Test
    void aTemplateThatMustNotCreateQueuesSaysWhichOneIsMissing() {
        try (var client = AsyncClients.netty(SERVER.process().sqsAddress())) {
            SqsTemplate template = SqsTemplate.builder()
                    .sqsAsyncClient(client)
                    .configure(options -> options.queueNotFoundStrategy(QueueNotFoundStrategy.FAIL))
                    .build();

            assertThatThrownBy(() -> template.send("spring-missing", "x"))
                    .hasRootCauseInstanceOf(QueueDoesNotExistException.class)
                    .hasStackTraceContaining("Error resolving attributes for queue spring-missing");
        }
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        String body = heard.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(body).as("heard within %d s", WAIT_SECONDS_MAX).isNotNull();
        return body;
    }

    private static void redrive(String source, String target, int receiveCountMax) {
        try (SqsClient sqs = Clients.sync(SERVER.process().sqsAddress())) {
            sqs.createQueue(request -> request.queueName(target));
            String policy = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":%d}"
                    .formatted(target, receiveCountMax);
            sqs.createQueue(
                    request -> request.queueName(source).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
        }
    }

    private static int waitingOrLeased(String queue) {
        try (SqsClient sqs = Clients.sync(SERVER.process().sqsAddress())) {
            String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
            var attributes = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
        }
    }

    /** What every application needs: a client, a template, and a factory that makes containers for listeners. */
    @Configuration(proxyBeanMethods = false)
    @Import(SqsBootstrapConfiguration.class)
    static class Application {

        @Bean
        SqsAsyncClient client() {
            return AsyncClients.netty(SERVER.process().sqsAddress());
        }

        @Bean
        SqsTemplate template(SqsAsyncClient client) {
            return SqsTemplate.newTemplate(client);
        }

        @Bean
        SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(SqsAsyncClient client) {
            // Short polls, for a container that is stopped waits for its last one.
            return SqsMessageListenerContainerFactory.builder()
                    .sqsAsyncClient(client)
                    .configure(options -> options.pollTimeout(Duration.ofSeconds(1)))
                    .errorHandler(new ImmediateRetryAsyncErrorHandler<>())
                    .build();
        }
    }

    /** Hears one message at a time, with a header. */
    static class Orders {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @SqsListener("spring-orders")
        void hear(String body, @Header("table") String table) {
            heard.add(body + " for table " + table);
        }
    }

    /** Hears whole batches. */
    static class Batches {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @SqsListener("spring-batches")
        void hear(List<Message<String>> messages) {
            messages.forEach(message -> heard.add(message.getPayload()));
        }
    }

    /** Fails at every message, and hears the dead letters. */
    static class Poison {
        final BlockingQueue<String> tried = new LinkedBlockingQueue<>();
        final BlockingQueue<String> dead = new LinkedBlockingQueue<>();

        @SqsListener("spring-poison")
        void fail(@Header("Sqs_Msa_ApproximateReceiveCount") String receiveCount) {
            tried.add(receiveCount);
            throw new IllegalArgumentException("this message cannot be worked on");
        }

        @SqsListener("spring-dead")
        void hear(String body) {
            dead.add(body);
        }
    }
}
