package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of batches. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class BatchTrapsTest extends TrapContract {

    BatchTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap("B1")
    void anEmptyBatchIsRefused() {
        create("q").done();

        for (String action : List.of("SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch")) {
            at("q", action, "Entries", List.of())
                    .refused(
                            "AWS.SimpleQueueService.EmptyBatchRequest",
                            "There should be at least one " + action + "RequestEntry in the request.");
        }
    }

    @Test
    @Trap("B2")
    void elevenEntriesAreCounted() {
        create("q").done();
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            entries.add(entry("e" + i, "MessageBody", "x"));
        }

        at("q", "SendMessageBatch", "Entries", entries)
                .refused(
                        "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
                        "Maximum number of entries per request are 10. You have sent 11.");
    }

    @Test
    @Trap({"B3", "B4"})
    void idsAreShortPlainAndDistinct() {
        create("q").done();

        for (String bad : List.of("a b", "ä", "x".repeat(81), "a.b")) {
            at("q", "SendMessageBatch", "Entries", List.of(entry(bad, "MessageBody", "x")))
                    .refused("AWS.SimpleQueueService.InvalidBatchEntryId", "batch entry id");
        }
        at("q", "SendMessageBatch", "Entries", List.of(entry("x".repeat(80), "MessageBody", "x")))
                .done();
        at("q", "SendMessageBatch", "Entries", List.of(entry("a", "MessageBody", "x"), entry("a", "MessageBody", "y")))
                .refused("AWS.SimpleQueueService.BatchEntryIdsNotDistinct", "Id a repeated.");
    }

    @Test
    @Trap("B5")
    void aBatchHasOneMebibyte() {
        create("q").done();
        String half = "x".repeat(524_288);

        at(
                        "q",
                        "SendMessageBatch",
                        "Entries",
                        List.of(entry("a", "MessageBody", half), entry("b", "MessageBody", half)))
                .done();
        at(
                        "q",
                        "SendMessageBatch",
                        "Entries",
                        List.of(entry("a", "MessageBody", half), entry("b", "MessageBody", half + "x")))
                .refused(
                        "AWS.SimpleQueueService.BatchRequestTooLong",
                        "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
    }

    @Test
    @Trap({"B6", "B7"})
    @Conforms({Action.SendMessageBatch, Action.DeleteMessageBatch, Action.ChangeMessageVisibilityBatch})
    void entriesFailOneByOne() {
        create("q", "MaximumMessageSize", "1024").done();

        Answer sent = at(
                        "q",
                        "SendMessageBatch",
                        "Entries",
                        List.of(
                                entry("large", "MessageBody", "x".repeat(1025)),
                                entry("good", "MessageBody", "x"),
                                entry("empty", "MessageBody", ""),
                                entry("bad", "MessageBody", "\0"),
                                entry("late", "MessageBody", "x", "DelaySeconds", 901)))
                .done();

        assertThat(sent.structs("Successful"))
                .singleElement()
                .satisfies(good ->
                        assertThat(good).containsEntry("Id", "good").containsKeys("MessageId", "MD5OfMessageBody"));
        assertThat(failures(sent))
                .containsEntry("large", "InvalidParameterValue")
                .containsEntry("empty", "MissingParameter")
                .containsEntry("bad", "InvalidMessageContents")
                .containsEntry("late", "InvalidParameterValue")
                .hasSize(4);
        assertThat(sent.structs("Failed"))
                .allSatisfy(failed -> assertThat(value(failed, "SenderFault")).isEqualTo("true"));
        assertThat(sent.structs("Failed").stream()
                        .filter(failed -> value(failed, "Id").equals("large")))
                .map(failed -> failed.get("Message"))
                .containsExactly("One or more parameters cannot be validated. Reason: Message must be shorter than 1024"
                        + " bytes.");
        String handle = value(receiveOne("q"), "ReceiptHandle");
        Answer changed = at(
                        "q",
                        "ChangeMessageVisibilityBatch",
                        "Entries",
                        List.of(
                                entry("a", "ReceiptHandle", handle, "VisibilityTimeout", 5),
                                entry("b", "ReceiptHandle", "forged", "VisibilityTimeout", 5),
                                entry("c", "ReceiptHandle", handle, "VisibilityTimeout", 43_201)))
                .done();
        assertThat(changed.structs("Successful")).map(done -> done.get("Id")).containsExactly("a");
        assertThat(failures(changed)).isEqualTo(Map.of("b", "ReceiptHandleIsInvalid", "c", "InvalidParameterValue"));
        Answer deleted = at(
                        "q",
                        "DeleteMessageBatch",
                        "Entries",
                        List.of(entry("a", "ReceiptHandle", handle), entry("b", "ReceiptHandle", "forged"), entry("c")))
                .done();
        assertThat(deleted.structs("Successful")).map(done -> done.get("Id")).containsExactly("a");
        assertThat(failures(deleted)).isEqualTo(Map.of("b", "ReceiptHandleIsInvalid", "c", "MissingParameter"));
    }

    private static Map<String, String> failures(Answer answer) {
        Map<String, String> failures = new HashMap<>();
        answer.structs("Failed").forEach(failed -> failures.put(value(failed, "Id"), value(failed, "Code")));
        return failures;
    }
}
