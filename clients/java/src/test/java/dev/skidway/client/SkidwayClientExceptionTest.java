package dev.skidway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;

/** What a failed call says about what became of it. */
class SkidwayClientExceptionTest {

    @Test
    void aCodeOfTheServerSaysThatNothingHappened() {
        SkidwayClientException refused = of(Status.Code.NOT_FOUND, "SK-QUE-001");
        SkidwayClientException throttled = of(Status.Code.RESOURCE_EXHAUSTED, "SK-NOD-001");

        assertThat(refused.refused()).isTrue();
        assertThat(refused.code()).isEqualTo("SK-QUE-001");
        assertThat(refused.retryable()).isFalse();
        assertThat(refused).hasMessageContaining("as it was said");
        assertThat(throttled.refused()).isTrue();
        assertThat(throttled.retryable()).isTrue();
    }

    @Test
    void aServerThatBreaksMeanwhileSaysNothingOfIt() {
        SkidwayClientException broken = of(Status.Code.INTERNAL, "SK-JRN-009");

        assertThat(broken.code()).isEqualTo("SK-JRN-009");
        assertThat(broken.refused()).isFalse();
        assertThat(broken.retryable()).isFalse();
    }

    @Test
    void aLostAnswerHasNoCode() {
        SkidwayClientException lost = SkidwayClientException.of(Status.UNAVAILABLE.asRuntimeException());
        SkidwayClientException late = SkidwayClientException.of(
                Status.DEADLINE_EXCEEDED.withDescription("late").asRuntimeException());

        assertThat(lost.code()).isEmpty();
        assertThat(lost.refused()).isFalse();
        assertThat(lost.retryable()).isTrue();
        assertThat(lost).hasMessage("UNAVAILABLE");
        assertThat(late).hasMessage("late");
        assertThat(late.refused()).isFalse();
    }

    @Test
    void detailsThatCannotBeReadAreNoCode() {
        StatusRuntimeException unread = StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.NOT_FOUND.value())
                .addDetails(Any.pack(com.google.rpc.RetryInfo.getDefaultInstance()))
                .addDetails(Any.pack(ErrorInfo.getDefaultInstance()).toBuilder()
                        .setValue(ByteString.copyFromUtf8("\u0001")))
                .build());

        assertThat(SkidwayClientException.of(unread).code()).isEmpty();
        assertThat(SkidwayClientException.of(unread).refused()).isFalse();
    }

    private static SkidwayClientException of(Status.Code status, String code) {
        return SkidwayClientException.of(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(status.value())
                .setMessage("as it was said")
                .addDetails(Any.pack(ErrorInfo.newBuilder().setReason(code).build()))
                .build()));
    }
}
