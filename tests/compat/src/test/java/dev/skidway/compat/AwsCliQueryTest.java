package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The distribution's older AWS CLI, which speaks Query. */
@Timeout(300)
@Speaks(Client.AWS_CLI)
class AwsCliQueryTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static AwsCli aws;

    @BeforeAll
    static void findTheCli() throws InterruptedException {
        aws = AwsCli.speaking("query", SERVER.process().sqsAddress());
    }

    @Test
    @Conforms({
        Action.CreateQueue,
        Action.GetQueueUrl,
        Action.ListQueues,
        Action.SetQueueAttributes,
        Action.GetQueueAttributes,
        Action.DeleteQueue
    })
    void createsSettlesAndDeletesQueues() throws IOException, InterruptedException {
        String url = create("queues", "--attributes", "VisibilityTimeout=60");

        aws.sqs("set-queue-attributes", "--queue-url", url, "--attributes", "DelaySeconds=7");

        assertThat(aws.sqs("get-queue-url", "--queue-name", "queues")).isEqualTo(url);
        assertThat(aws.sqs("list-queues", "--queue-name-prefix", "queues", "--query", "QueueUrls"))
                .isEqualTo(url);
        assertThat(attribute(url, "[VisibilityTimeout, DelaySeconds]")).matches("60\\s+7");
        aws.sqs("delete-queue", "--queue-url", url);
        assertThat(aws.refusal("get-queue-url", "--queue-name", "queues")).contains("NonExistentQueue");
    }

    @Test
    @Conforms({Action.TagQueue, Action.ListQueueTags, Action.UntagQueue, Action.AddPermission, Action.RemovePermission})
    void setsTagsAndPermissions() throws IOException, InterruptedException {
        String url = create("tagged");

        aws.sqs("tag-queue", "--queue-url", url, "--tags", "{\"team\": \"a & b\", \"more\": \"<x>\"}");
        aws.sqs("untag-queue", "--queue-url", url, "--tag-keys", "team");
        aws.sqs(
                "add-permission",
                "--queue-url",
                url,
                "--label",
                "one",
                "--aws-account-ids",
                "123456789012",
                "--actions",
                "SendMessage");

        assertThat(aws.sqs("list-queue-tags", "--queue-url", url, "--query", "Tags.[team, more]"))
                .matches("None\\s+<x>");
        assertThat(attribute(url, "Policy")).contains("123456789012");
        aws.sqs("remove-permission", "--queue-url", url, "--label", "one");
        assertThat(attribute(url, "Policy")).doesNotContain("123456789012");
    }

    @Test
    @Conforms({
        Action.SendMessage,
        Action.ReceiveMessage,
        Action.ChangeMessageVisibility,
        Action.DeleteMessage,
        Action.PurgeQueue
    })
    void sendsReceivesAndDeletesMessages() throws IOException, InterruptedException {
        String url = create("messages");
        aws.sqs("send-message", "--queue-url", url, "--message-body", "grüße <&> from the shell");

        String[] received = receive(url, "Messages[0].[ReceiptHandle, Body]").split("\\s+", 2);
        aws.sqs(
                "change-message-visibility",
                "--queue-url",
                url,
                "--receipt-handle",
                received[0],
                "--visibility-timeout",
                "0");
        String again = receive(url, "Messages[0].ReceiptHandle");
        aws.sqs("delete-message", "--queue-url", url, "--receipt-handle", again);

        assertThat(received[1]).isEqualTo("grüße <&> from the shell");
        aws.sqs("send-message", "--queue-url", url, "--message-body", "purge me");
        aws.sqs("purge-queue", "--queue-url", url);
        // None leased shows the delete, none waiting the purge.
        assertThat(attribute(url, "[ApproximateNumberOfMessagesNotVisible, ApproximateNumberOfMessages]"))
                .matches("0\\s+0");
    }

    @Test
    @Conforms({Action.SendMessageBatch, Action.ChangeMessageVisibilityBatch, Action.DeleteMessageBatch})
    void sendsChangesAndDeletesBatches() throws IOException, InterruptedException {
        String url = create("batches");
        aws.sqs("send-message-batch", "--queue-url", url, "--entries", "Id=a,MessageBody=one", "Id=b,MessageBody=two");

        String[] handles = receive(url, "Messages[].ReceiptHandle").split("\\s+", -1);
        String good = "Id=good,VisibilityTimeout=0,ReceiptHandle=" + handles[0];
        String changed = aws.sqs(
                "change-message-visibility-batch",
                "--queue-url",
                url,
                "--entries",
                good,
                "Id=bad,VisibilityTimeout=0,ReceiptHandle=forged",
                "--query",
                "[Successful[0].Id, Failed[0].Id]");
        String again = receive(url, "Messages[0].ReceiptHandle");
        String deleted = aws.sqs(
                "delete-message-batch",
                "--queue-url",
                url,
                "--entries",
                "Id=a,ReceiptHandle=" + again,
                "Id=b,ReceiptHandle=" + handles[1],
                "--query",
                "Successful[].Id");

        assertThat(changed).matches("good\\s+bad");
        assertThat(deleted).matches("a\\s+b");
        assertThat(attribute(url, "ApproximateNumberOfMessages")).isEqualTo("0");
    }

    @Test
    @Conforms(Action.ListDeadLetterSourceQueues)
    void findsDeadLettersAndTheirSources() throws IOException, InterruptedException {
        String dead = create("dead");
        String policy = "{\"RedrivePolicy\": \"{\\\"maxReceiveCount\\\": 1, \\\"deadLetterTargetArn\\\": \\\"%s\\\"}\"}"
                .formatted("arn:aws:sqs:us-east-1:000000000000:dead");
        String url = create("letters", "--attributes", policy);
        aws.sqs("send-message", "--queue-url", url, "--message-body", "poison");

        aws.sqs("receive-message", "--queue-url", url, "--visibility-timeout", "0");
        aws.sqs("receive-message", "--queue-url", url);

        assertThat(receive(dead, "Messages[0].Body")).isEqualTo("poison");
        assertThat(aws.sqs("list-dead-letter-source-queues", "--queue-url", dead, "--query", "queueUrls"))
                .isEqualTo(url);
    }

    private String create(String name, String... more) throws IOException, InterruptedException {
        String[] all = new String[5 + more.length];
        System.arraycopy(new String[] {"create-queue", "--queue-name", name, "--query", "QueueUrl"}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return aws.sqs(all);
    }

    private String receive(String url, String query) throws IOException, InterruptedException {
        return aws.sqs(
                "receive-message",
                "--queue-url",
                url,
                "--wait-time-seconds",
                "5",
                "--max-number-of-messages",
                "10",
                "--query",
                query);
    }

    private String attribute(String url, String name) throws IOException, InterruptedException {
        return aws.sqs(
                "get-queue-attributes",
                "--queue-url",
                url,
                "--attribute-names",
                "All",
                "--query",
                "Attributes." + name);
    }
}
