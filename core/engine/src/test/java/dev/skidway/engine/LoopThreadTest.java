package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread around a step. */
@Timeout(30)
class LoopThreadTest {

    private static final long FOR_EVER = TimeUnit.DAYS.toNanos(1);

    @Test
    void stepsAgainWhenSignalled() throws InterruptedException {
        BlockingQueue<Integer> work = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
        try (LoopThread loop = LoopThread.start("loop", () -> step(work, done), () -> FOR_EVER, failure -> {})) {
            for (int i = 0; i < 10_000; i++) {
                work.add(i);
                loop.signal();
                assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo(i);
            }
        }
    }

    private static boolean step(BlockingQueue<Integer> work, BlockingQueue<Integer> done) {
        Integer next = work.poll();
        return next != null && done.add(next);
    }

    @Test
    void stepsAgainWhenItHasBeenIdleLongEnough() throws InterruptedException {
        CountDownLatch steps = new CountDownLatch(3);

        try (LoopThread loop = LoopThread.start(
                "loop",
                () -> {
                    steps.countDown();
                    return false;
                },
                () -> 1_000,
                failure -> {})) {
            assertThat(steps.await(10, TimeUnit.SECONDS)).isTrue();
            loop.signal();
        }
    }

    @Test
    void tellsWhatAStepThrewAndEnds() throws InterruptedException {
        AtomicReference<Throwable> told = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);

        LoopThread loop = LoopThread.start(
                "loop",
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> FOR_EVER,
                failure -> {
                    told.set(failure);
                    ended.countDown();
                });

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        loop.close();
        assertThat(told.get()).hasMessage("broken");
    }

    @Test
    void doesNotStepOnceClosed() {
        AtomicInteger steps = new AtomicInteger();
        LoopThread loop = LoopThread.start("loop", () -> steps.incrementAndGet() > 0, () -> FOR_EVER, failure -> {});

        loop.close();
        int afterClose = steps.get();
        loop.signal();

        assertThat(steps.get()).isEqualTo(afterClose);
    }

    @Test
    void closingIsNotCutShortByAnInterrupt() {
        Thread closing = Thread.currentThread();
        closing.interrupt();
        // The loop goes on until the wait for its end was interrupted, which takes the mark away.
        LoopThread loop = LoopThread.start(
                "loop",
                () -> {
                    while (closing.isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    return false;
                },
                () -> FOR_EVER,
                failure -> {});

        loop.close();

        assertThat(Thread.interrupted()).as("the interrupt is handed on").isTrue();
    }
}
