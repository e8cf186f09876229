package dev.skidway.gateway.grpc;

import dev.skidway.v1.WorkResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way back to one worker: many threads answer, one at a time, and whoever pushes waits while the worker does not read.
 *
 * <p>Nothing can be said after the end; whoever tries is ignored, for the worker has gone.
 */
final class WorkerLine {

    private final ServerCallStreamObserver<WorkResponse> worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition readyOrEnded = lock.newCondition();
    private boolean leaving;
    private boolean ended;

    WorkerLine(ServerCallStreamObserver<WorkResponse> worker) {
        this.worker = worker;
        worker.disableAutoRequest();
        worker.setOnReadyHandler(this::changed);
    }

    /** Takes in one more message of the worker. */
    void request() {
        worker.request(1);
    }

    /** Has {@code action} called once the worker is gone. */
    void onGone(Runnable action) {
        worker.setOnCancelHandler(() -> {
            end();
            action.run();
        });
    }

    /** Says something; false if nothing can be said any more. */
    boolean say(WorkResponse response) {
        lock.lock();
        try {
            if (!ended) {
                worker.onNext(response);
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the worker reads; false once nothing shall be pushed any more. */
    boolean awaitReady() throws InterruptedException {
        lock.lock();
        try {
            while (!ended && !leaving && !worker.isReady()) {
                readyOrEnded.await();
            }
            return !ended && !leaving;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is pushed any more; what the worker said is still answered. */
    void leave() {
        lock.lock();
        try {
            leaving = true;
            readyOrEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream well. */
    void complete() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                worker.onCompleted();
                readyOrEnded.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream with what went wrong. */
    void fail(Throwable failure) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                worker.onError(ErrorMap.status(failure));
                readyOrEnded.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            readyOrEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void changed() {
        lock.lock();
        try {
            readyOrEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
