package dev.skidway.client;

import dev.skidway.v1.DeleteLimitRequest;
import dev.skidway.v1.ListLimitsRequest;
import dev.skidway.v1.SetLimitRequest;
import java.util.stream.Stream;

/**
 * Limits that several queues share by naming them in {@link QueueSettings#sharedLimits}. Every change is durable before a method returns.
 *
 * <p>All methods throw a {@link SkidwayClientException}: refused with its code, or the answer was lost. All may be repeated.
 */
public final class Limits {

    private final Protocol protocol;

    Limits(Protocol protocol) {
        this.protocol = protocol;
    }

    /**
     * Makes or changes a limit; it holds at once, for all queues that name it together.
     *
     * @param name 1 to 80 letters, digits, hyphens and underscores
     */
    public void set(String name, Limit limit) {
        SetLimitRequest request = SetLimitRequest.newBuilder()
                .setName(name)
                .setLimit(limit.proto())
                .build();
        var unused = Protocol.call(() -> protocol.queues().setLimit(request));
    }

    /** All shared limits, by name; fetched page by page as the stream is read. */
    public Stream<SharedLimit> list() {
        return Pages.stream(page -> {
            ListLimitsRequest request =
                    ListLimitsRequest.newBuilder().setPage(page).build();
            var answer = Protocol.call(() -> protocol.queues().listLimits(request));
            return new Pages.Page<>(
                    answer.getLimitsList().stream().map(SharedLimit::of).toList(), answer.getNextPage());
        });
    }

    /** Deletes a limit; refused while a queue names it ({@code SK-QUE-027}), or if there is none ({@code SK-QUE-026}). */
    public void delete(String name) {
        DeleteLimitRequest request =
                DeleteLimitRequest.newBuilder().setName(name).build();
        var unused = Protocol.call(() -> protocol.queues().deleteLimit(request));
    }
}
