package dev.skidway.examples.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.client.Worker;
import dev.skidway.testserver.SkidwayTestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemindersTest {

    private static final Instant JUNE = Instant.parse("2026-06-10T09:00:00Z");

    private final SkidwayTestServer server =
            SkidwayTestServer.with().patience(Duration.ofMinutes(2)).start();
    private final Reminders reminders = new Reminders(server.client());
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void createQueue() {
        reminders.createQueue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aReminderThatWasCancelledInTimeNeverComesAndAnotherOneDoes() {
        String dentist = reminders.remind("dentist", JUNE);
        reminders.remind("hairdresser", JUNE);

        try (Worker worker = reminders.startWorker(this::tell)) {
            server.clock().advanceTo(JUNE.minus(Duration.ofDays(1)).minusMillis(1), Reminders.QUEUE);
            assertThat(told).isEmpty();
            assertThat(reminders.cancel(dentist)).isTrue();

            server.clock().advanceTo(JUNE.plus(Duration.ofDays(3_650)), Reminders.QUEUE);
            assertThat(worker.held()).isZero();
        }

        assertThat(told).containsExactly("hairdresser at 2026-06-09T09:00:00Z");
        assertThat(server.client().queues().get(Reminders.QUEUE).jobs()).isZero();
    }

    @Test
    void aCancelThatComesTooLateSaysSo() {
        String dentist = reminders.remind("dentist", JUNE);
        try (Worker worker = reminders.startWorker(this::tell)) {
            server.clock().advanceTo(JUNE, Reminders.QUEUE);
            assertThat(worker.held()).isZero();
        }

        assertThat(reminders.cancel(dentist)).isFalse();
        assertThat(told).hasSize(1);
    }

    @Test
    void anAppointmentThatMovesIsRememberedOnceAtItsNewTime() {
        String first = reminders.remind("dentist", JUNE);
        String second = reminders.remind("dentist", JUNE.plus(Duration.ofDays(7)));
        assertThat(second).isNotEqualTo(first);

        try (Worker worker = reminders.startWorker(this::tell)) {
            server.clock().advance(Duration.ofDays(365), Reminders.QUEUE);
            assertThat(worker.held()).isZero();
        }

        assertThat(told).containsExactly("dentist at 2026-06-16T09:00:00Z");
    }

    @Test
    void theProgramItselfRunsToItsEnd() throws InterruptedException, ExecutionException {
        try (SkidwayTestServer other =
                SkidwayTestServer.with().startingAt(Instant.now()).start()) {
            FutureTask<Boolean> program = new FutureTask<>(() -> {
                RemindersMain.main(new String[] {other.target()});
                return true;
            });
            new Thread(program).start();
            while (!program.isDone()) {
                other.clock().advance(Duration.ofSeconds(1));
            }
            assertThat(program.get()).isTrue();
        }
    }

    private void tell(String appointment) {
        told.add(appointment + " at " + server.clock().instant());
    }
}
