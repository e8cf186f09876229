package dev.skidway.examples.spring;

import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.acknowledgement.handler.AcknowledgementMode;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Takes jobs from a queue until it is told to stop (SIGTERM or Ctrl-C). */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class SpringWorkerMain {

    private static final int JOBS_AT_ONCE_MAX = 10;

    /** Runs until SIGTERM; its arguments are Spring Boot's, for example {@code --worker.queue=reports}. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(SpringWorkerMain.class);
        application.setRegisterShutdownHook(false);
        ConfigurableApplicationContext context = application.run(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context)));
    }

    /** Takes no new jobs, waits for those in hand, and ends the process with 0; a JVM by itself ends with 143 after SIGTERM. */
    private static void stop(ConfigurableApplicationContext context) {
        context.close();
        System.out.println("stopped");
        Runtime.getRuntime().halt(0);
    }

    /** How every {@code @SqsListener} takes messages; the name is the one that Spring Cloud AWS looks for. */
    @Bean
    SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(
            SqsAsyncClient sqs, WorkerSettings settings) {
        return SqsMessageListenerContainerFactory.builder()
                .sqsAsyncClient(sqs)
                .configure(options -> options.pollTimeout(settings.poll())
                        .messageVisibility(settings.lease())
                        .maxConcurrentMessages(JOBS_AT_ONCE_MAX)
                        // Finished jobs are deleted up to ten at a time. What waits for its batch is no longer renewed,
                        // so it must not wait for long.
                        .acknowledgementMode(AcknowledgementMode.MANUAL)
                        .acknowledgementThreshold(JOBS_AT_ONCE_MAX)
                        .acknowledgementInterval(Duration.ofMillis(100))
                        .listenerShutdownTimeout(Duration.ofSeconds(60)))
                .build();
    }
}
