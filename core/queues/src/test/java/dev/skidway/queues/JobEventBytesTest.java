package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.queues.EventBytesTest.Sample;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event about jobs: exact size, the same event back, and no byte too few, too many or out of bounds accepted. */
class JobEventBytesTest {

    private static final RetryPolicy RETRY =
            new RetryPolicy(RetryPolicy.Backoff.EXPONENTIAL, 1, 150, 2, 3, 4, 5, List.of("final", "codes"));
    private static final JobTerms TERMS = new JobTerms(
            99, true, RETRY, new TreeMap<>(Map.of("a", "b")), new UniqueClaim("key", true, false, 7, true), -5);

    static Stream<Sample<?>> samples() {
        return Stream.concat(ofJobs(), ofOthers());
    }

    private static Stream<Sample<?>> ofJobs() {
        return Stream.of(
                new Sample<>(
                        JobsFinished.TYPE,
                        new JobsFinished(
                                1,
                                List.of(new JobsFinished.Entry(
                                        2, 3, new JobEnd(JobOutcome.REPLACED, "code", "text", new byte[] {1, 2}))))),
                new Sample<>(
                        JobsRetried.TYPE,
                        new JobsRetried(
                                1, List.of(new JobsRetried.Entry(2, 3, 4, JobAttempt.Ending.GIVEN_BACK, "c", "t")))),
                new Sample<>(
                        FifoJobsReprioritized.TYPE,
                        new FifoJobsReprioritized(1, List.of(new FifoJobsReprioritized.Entry(2, 3, -4)))),
                new Sample<>(JobsRescheduled.TYPE, new JobsRescheduled(1, List.of(new JobsRescheduled.Entry(2, 3, 4)))),
                new Sample<>(
                        JobsProgressed.TYPE,
                        new JobsProgressed(1, List.of(new JobsProgressed.Entry(2, 3, 4, new byte[] {5})))),
                new Sample<>(JobsCancelAsked.TYPE, new JobsCancelAsked(1, List.of(new JobsCancelAsked.Entry(2, 3)))),
                new Sample<>(
                        JobMetadataEdited.TYPE,
                        new JobMetadataEdited(
                                1, List.of(new JobMetadataEdited.Entry(2, 3, new TreeMap<>(Map.of("a", "b")))))));
    }

    private static Stream<Sample<?>> ofOthers() {
        NewMessage message = Q.message("body", "key");
        return Stream.of(
                new Sample<>(
                        MoveTaskStarted.TYPE,
                        new MoveTaskStarted(
                                1,
                                2,
                                3,
                                4,
                                5,
                                new JobFilter(
                                        JobFilter.State.READY,
                                        "key",
                                        "unique",
                                        "",
                                        "text",
                                        1,
                                        2,
                                        3,
                                        4,
                                        new TreeMap<>(Map.of("a", "b"))),
                                Q.ORIGIN)),
                new Sample<>(MessagesMoved.TYPE, new MessagesMoved(1, 2, 3, new Place(4, 5), List.of())),
                new Sample<>(
                        SendsRemembered.TYPE,
                        new SendsRemembered(
                                1,
                                List.of(new SendsRemembered.Entry(
                                        "key", new RememberedSend(new Hash128(1, 2), new MessageRef(3, 4, 5)))))),
                new Sample<>(
                        MessagesSent.TYPE,
                        new MessagesSent(
                                1,
                                List.of(),
                                List.of(
                                        MessagesSent.Sent.toWrite(2, 3, 4, null, TERMS, null, false, message),
                                        MessagesSent.Sent.toWrite(
                                                2,
                                                4,
                                                4,
                                                null,
                                                TERMS,
                                                new MessagesSent.Replacing(2, 3, true),
                                                true,
                                                message),
                                        MessagesSent.Sent.toWrite(2, 5, 4, null, null, null, false, message)))),
                new Sample<>(
                        QueueSettingsChanged.TYPE,
                        new QueueSettingsChanged(
                                3,
                                SettingsRules.changed(
                                        SettingsRules.DEFAULTS,
                                        SettingsChange.ofJobs(new JobSettings(RETRY, 1, true, 2, 3, 4))),
                                Q.ORIGIN)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsWhatItWrote(Sample<?> sample) {
        assertThat(sample.decode(sample.bytes()))
                .usingRecursiveComparison()
                .ignoringFields("messages.headers", "messages.body", "messages.payload")
                .isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesAByteTooFewOrTooMany(Sample<?> sample) {
        ByteBuffer whole = sample.bytes();
        for (int length = 0; length < whole.limit(); length++) {
            ByteBuffer cut = whole.duplicate().limit(length);
            assertThatThrownBy(() -> sample.decode(cut))
                    .isInstanceOfSatisfying(
                            SkidwayException.class,
                            failure -> assertThat(failure.code()).isEqualTo(QueueError.EVENT_DAMAGED));
        }
        ByteBuffer longer =
                ByteBuffer.allocate(whole.limit() + 1).put(whole.duplicate()).rewind();
        assertThatThrownBy(() -> sample.decode(longer)).isInstanceOf(SkidwayException.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void neverReadsDamagedBytesAsAnythingButAnEventOrDamage(Sample<?> sample) {
        ByteBuffer whole = sample.bytes();
        for (int at = 0; at < whole.limit(); at++) {
            byte[] bytes = new byte[whole.limit()];
            whole.duplicate().get(bytes);
            bytes[at] = (byte) 0xFF;
            try {
                assertThat(sample.decode(ByteBuffer.wrap(bytes))).isNotNull();
            } catch (SkidwayException refused) {
                assertThat(refused.code()).isEqualTo(QueueError.EVENT_DAMAGED);
            }
        }
    }
}
