package dev.skidway.gateway.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Answers a unary call with what the verb returns, or with the status of what it throws. */
final class Answers {

    private Answers() {}

    static <A> void to(StreamObserver<A> caller, Supplier<A> verb) {
        A answer;
        try {
            answer = verb.get();
        } catch (RuntimeException e) {
            // Thread root of a call: whatever it is, the caller is told.
            caller.onError(ErrorMap.status(e));
            return;
        }
        caller.onNext(answer);
        caller.onCompleted();
    }
}
