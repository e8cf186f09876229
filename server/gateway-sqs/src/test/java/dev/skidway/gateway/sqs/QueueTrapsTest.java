package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps in the life and the attributes of queues. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class QueueTrapsTest extends TrapContract {

    QueueTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap({"Q1", "Q2", "Q3"})
    @Conforms(Action.CreateQueue)
    void namesAreOfTheirKindAndLength() {
        create("A-z_0".repeat(16)).done();
        createFifo("f".repeat(75) + ".fifo").done();
        create("Case").done();
        create("case", "DelaySeconds", "1").done();

        for (String name : List.of("x".repeat(81), "a b", "a.b", "ä", "q.fifo")) {
            create(name).refused("InvalidParameterValue", "Can only include alphanumeric");
        }
        createFifo("plain").refused("InvalidParameterValue", "must end with .fifo suffix");
        createFifo("f".repeat(76) + ".fifo").refused("InvalidParameterValue", "1 to 80 in length");
        assertThat(call("ListQueues").done().texts("QueueUrls")).hasSize(4);
    }

    @Test
    @Trap({"Q4", "Q5"})
    @Conforms(Action.CreateQueue)
    void creatingAgainAgreesOrNamesWhatDiffers() {
        create("q", "DelaySeconds", "5").done();
        createFifo("q.fifo", "ContentBasedDeduplication", "true").done();

        create("q").done();
        create("q", "DelaySeconds", "5", "VisibilityTimeout", "30", "SqsManagedSseEnabled", "true")
                .done();
        createFifo("q.fifo", "DeduplicationScope", "queue").done();
        create("q", "DelaySeconds", "6").refused("QueueAlreadyExists", "a different value for attribute DelaySeconds");
        createFifo("q.fifo", "ContentBasedDeduplication", "false")
                .refused("QueueAlreadyExists", "a different value for attribute ContentBasedDeduplication");
    }

    @Test
    @Trap("Q6")
    @Conforms({Action.CreateQueue, Action.DeleteQueue})
    void aNameIsTakenForAMinuteAfterItsQueue() {
        create("q").done();
        at("q", "DeleteQueue").done();

        create("q").refused("AWS.SimpleQueueService.QueueDeletedRecently", "60 seconds");
        seconds(61);
        create("q").done();
    }

    @Test
    @Trap("Q7")
    @Conforms(Action.SetQueueAttributes)
    void attributesHaveBounds() {
        create("q").done();

        set("q", "DelaySeconds", "900", "MaximumMessageSize", "1024", "MessageRetentionPeriod", "1209600")
                .done();
        set("q", "ReceiveMessageWaitTimeSeconds", "20", "VisibilityTimeout", "0", "KmsDataKeyReusePeriodSeconds", "60")
                .done();
        Map.of(
                        "DelaySeconds", "901",
                        "MaximumMessageSize", "1023",
                        "MessageRetentionPeriod", "59",
                        "ReceiveMessageWaitTimeSeconds", "21",
                        "VisibilityTimeout", "-1",
                        "KmsDataKeyReusePeriodSeconds", "59",
                        "SqsManagedSseEnabled", "yes")
                .forEach((name, value) -> set("q", name, value).refused("InvalidAttributeValue", name));
        set("q", "DelaySeconds", "1s").refused("InvalidAttributeValue", "DelaySeconds");
        createFifo("q.fifo", "DeduplicationScope", "both").refused("InvalidAttributeValue", "DeduplicationScope");
    }

    @Test
    @Trap("Q8")
    void encryptionIsByTheServiceOrByAKey() {
        create("q").done();
        assertThat(attributes("q"))
                .containsEntry("SqsManagedSseEnabled", "true")
                .doesNotContainKey("KmsMasterKeyId");

        set("q", "KmsMasterKeyId", "alias/aws/sqs", "SqsManagedSseEnabled", "true")
                .refused("InvalidAttributeName", "one type of server-side encryption (SSE) at one time");
        set("q", "KmsMasterKeyId", "alias/aws/sqs").done();
        assertThat(attributes("q"))
                .containsEntry("SqsManagedSseEnabled", "false")
                .containsEntry("KmsMasterKeyId", "alias/aws/sqs")
                .containsEntry("KmsDataKeyReusePeriodSeconds", "300");
        set("q", "SqsManagedSseEnabled", "true").done();
        assertThat(attributes("q"))
                .containsEntry("SqsManagedSseEnabled", "true")
                .doesNotContainKey("KmsMasterKeyId");
    }

    @Test
    @Trap({"Q9", "Q11"})
    void attributesOfOtherQueuesAndUnknownOnesAreRefused() {
        create("q").done();

        set("q", "DeduplicationScope", "queue")
                .refused(
                        "InvalidAttributeName",
                        "You can specify the DeduplicationScope only when FifoQueue is set to true.");
        create("new", "FifoThroughputLimit", "perQueue")
                .refused(
                        "InvalidAttributeName",
                        "You can specify the FifoThroughputLimit only when FifoQueue is set to true.");
        set("q", "ContentBasedDeduplication", "true")
                .refused("InvalidAttributeName", "Unknown Attribute ContentBasedDeduplication.");
        set("q", "Colour", "blue").refused("InvalidAttributeName", "Unknown Attribute Colour.");
        at("q", "GetQueueAttributes", "AttributeNames", List.of("Colour"))
                .refused("InvalidAttributeName", "Unknown Attribute Colour.");
    }

    @Test
    @Trap("Q10")
    void theTypeOfAQueueCannotBeChanged() {
        create("q").done();
        createFifo("q.fifo").done();
        String text = "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.";

        set("q", "FifoQueue", "true").refused("InvalidAttributeValue", text);
        set("q.fifo", "FifoQueue", "false").refused("InvalidAttributeValue", text);
        assertThat(attributes("q")).doesNotContainKey("FifoQueue");
    }

    @Test
    @Trap({"Q12", "Q13"})
    void fifoQueuesShowAndCheckTheirAttributes() {
        createFifo("q.fifo").done();
        create("q").done();
        String text = "To set FifoThroughputLimit to perMessageGroupId, the DeduplicationScope must be messageGroup.";

        assertThat(attributes("q.fifo"))
                .containsEntry("FifoQueue", "true")
                .containsEntry("ContentBasedDeduplication", "false")
                .containsEntry("DeduplicationScope", "queue")
                .containsEntry("FifoThroughputLimit", "perQueue");
        assertThat(attributes("q"))
                .doesNotContainKeys(
                        "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");
        createFifo("r.fifo", "FifoThroughputLimit", "perMessageGroupId").refused("InvalidAttributeValue", text);
        set("q.fifo", "FifoThroughputLimit", "perMessageGroupId").refused("InvalidAttributeValue", text);
        set("q.fifo", "FifoThroughputLimit", "perMessageGroupId", "DeduplicationScope", "messageGroup")
                .done();
        set("q.fifo", "DeduplicationScope", "queue").refused("InvalidAttributeValue", text);
    }

    @Test
    @Trap({"Q14", "Q15"})
    @Conforms({Action.GetQueueAttributes, Action.SetQueueAttributes})
    void attributesAreAskedForByNameAndAreTexts() {
        create("q").done();
        seconds(100);
        set("q", "DelaySeconds", "3").done();

        assertThat(at("q", "GetQueueAttributes").done().map("Attributes")).isEmpty();
        assertThat(at("q", "GetQueueAttributes", "AttributeNames", List.of("DelaySeconds", "QueueArn"))
                        .done()
                        .map("Attributes"))
                .isEqualTo(Map.of("DelaySeconds", "3", "QueueArn", arn("q")));
        assertThat(attributes("q"))
                .hasSizeGreaterThan(10)
                .containsEntry("CreatedTimestamp", "1767225600")
                .containsEntry("LastModifiedTimestamp", "1767225700")
                .allSatisfy((name, text) -> assertThat(text).isInstanceOf(String.class));
    }

    @Test
    @Trap("Q16")
    void messagesAreCountedByTheirState() {
        create("q").done();
        send("q", "a").done();
        send("q", "b").done();
        send("q", "c", "DelaySeconds", 60).done();
        receive("q");

        assertThat(attributes("q"))
                .containsEntry("ApproximateNumberOfMessages", "1")
                .containsEntry("ApproximateNumberOfMessagesNotVisible", "1")
                .containsEntry("ApproximateNumberOfMessagesDelayed", "1");
    }

    @Test
    @Trap("Q17")
    void anEmptyPolicyRemovesIt() {
        create("dead").done();
        create("q", "RedrivePolicy", redrive("dead", 3), "Policy", "{\"Version\":\"2012-10-17\"}")
                .done();
        assertThat(attributes("q")).containsKeys("RedrivePolicy", "Policy");

        set("q", "RedrivePolicy", "", "Policy", "").done();

        assertThat(attributes("q")).doesNotContainKeys("RedrivePolicy", "Policy");
    }

    @Test
    @Trap("Q18")
    void aShorterRetentionRemovesWhatIsOlder() {
        create("q").done();
        send("q", "old").done();
        seconds(120);
        send("q", "new").done();

        set("q", "MessageRetentionPeriod", "60").done();

        assertThat(bodies("q", "MaxNumberOfMessages", 10)).containsExactly("new");
    }

    @Test
    @Trap("Q19")
    @Conforms(Action.ListQueues)
    void queuesAreListedByPrefixAndPage() {
        for (String name : List.of("a1", "a2", "a3", "b1")) {
            create(name).done();
        }

        assertThat(call("ListQueues", "QueueNamePrefix", "a").done().texts("QueueUrls"))
                .containsExactly(wire.url("a1"), wire.url("a2"), wire.url("a3"));
        Answer page =
                call("ListQueues", "QueueNamePrefix", "a", "MaxResults", 2).done();
        assertThat(page.texts("QueueUrls")).hasSize(2);
        Answer last = call("ListQueues", "QueueNamePrefix", "a", "MaxResults", 2, "NextToken", page.text("NextToken"))
                .done();
        assertThat(last.texts("QueueUrls")).containsExactly(wire.url("a3"));
        assertThat(last.body()).doesNotContainKey("NextToken");
        call("ListQueues", "MaxResults", 1001).refused("InvalidParameterValue", "Must be between 1 and 1000");
    }

    @Test
    @Trap("Q20")
    @Conforms({Action.TagQueue, Action.UntagQueue, Action.ListQueueTags})
    void tagsAreSetListedAndRemoved() {
        call("CreateQueue", "QueueName", "q", "tags", members("team", "a & b")).done();
        at("q", "TagQueue", "Tags", members("more", "<x>", "empty", "")).done();
        at("q", "UntagQueue", "TagKeys", List.of("team")).done();

        assertThat(at("q", "ListQueueTags").done().map("Tags")).isEqualTo(Map.of("more", "<x>", "empty", ""));
        Object[] many = new Object[98];
        for (int i = 0; i < many.length; i++) {
            many[i] = "k" + i / 2;
        }
        at("q", "TagQueue", "Tags", members(many)).refused("InvalidParameterValue", "Too many tags");
    }

    @Test
    @Trap("Q21")
    @Conforms({Action.AddPermission, Action.RemovePermission})
    void permissionsHaveLabelsAndAtMostSevenActions() {
        create("q").done();
        List<String> accounts = List.of("111111111111");

        at("q", "AddPermission", "Label", "one", "AWSAccountIds", accounts, "Actions", List.of("SendMessage"))
                .done();
        assertThat(value(attributes("q"), "Policy")).contains("\"one\"", "SendMessage");
        at("q", "AddPermission", "Label", "one", "AWSAccountIds", accounts, "Actions", List.of("SendMessage"))
                .refused("InvalidParameterValue", "Already exists.");
        List<String> eight = List.of("*", "*", "*", "*", "*", "*", "*", "*");
        assertThat(at("q", "AddPermission", "Label", "two", "AWSAccountIds", accounts, "Actions", eight)
                        .refused("OverLimit", "8 Actions were found, maximum allowed is 7.")
                        .status())
                .isEqualTo(403);
        at("q", "RemovePermission", "Label", "two").refused("InvalidParameterValue", "can't find label.");
        at("q", "RemovePermission", "Label", "one").done();
    }

    @Test
    @Trap("Q22")
    @Conforms(Action.GetQueueUrl)
    void aUrlIsGivenForQueuesThatExist() {
        create("q").done();

        assertThat(call("GetQueueUrl", "QueueName", "q", "QueueOwnerAWSAccountId", "000000000000")
                        .done()
                        .text("QueueUrl"))
                .isEqualTo(wire.url("q"));
        call("GetQueueUrl", "QueueName", "none")
                .refused("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist");
    }

    @Test
    @Trap({"Q23", "Q24"})
    @Conforms(Action.PurgeQueue)
    void aPurgeRemovesAllAndIsAllowedOnceAMinute() {
        create("q").done();
        send("q", "leased").done();
        receive("q", "VisibilityTimeout", 5);
        send("q", "delayed", "DelaySeconds", 10).done();
        send("q", "ready").done();

        at("q", "PurgeQueue").done();

        assertThat(at("q", "PurgeQueue")
                        .refused(
                                "AWS.SimpleQueueService.PurgeQueueInProgress",
                                "Only one PurgeQueue operation on q is allowed every 60 seconds.")
                        .status())
                .isEqualTo(403);
        seconds(61);
        assertThat(bodies("q", "MaxNumberOfMessages", 10)).isEmpty();
        at("q", "PurgeQueue").done();
    }
}
