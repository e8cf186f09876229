package dev.skidway.examples.spring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code application.properties} says of the worker.
 *
 * @param queue the queue, made when it is missing
 * @param lease how long a job stays hidden when the worker dies, in whole seconds
 * @param retry pause after the first failure; two of them after the second, and so on
 * @param triesMax receives before a job goes to the dead letters
 * @param poll longest wait for jobs in one request, at most 20 s
 */
@ConfigurationProperties("worker")
record WorkerSettings(String queue, Duration lease, Duration retry, int triesMax, Duration poll) {}
