package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A newer AWS CLI, which speaks JSON; the conformance page names the older one only. */
@Timeout(120)
class AwsCliJsonTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void runsTheFirstSessionOfTheReadme() throws IOException, InterruptedException {
        AwsCli aws = AwsCli.speaking("json", SERVER.process().sqsAddress());

        String url = aws.sqs("create-queue", "--queue-name", "orders", "--query", "QueueUrl");
        aws.sqs("send-message", "--queue-url", url, "--message-body", "two coffees");
        String[] received = aws.sqs(
                        "receive-message",
                        "--queue-url",
                        url,
                        "--wait-time-seconds",
                        "5",
                        "--query",
                        "Messages[0].[ReceiptHandle, Body]")
                .split("\\s+", 2);
        aws.sqs("delete-message", "--queue-url", url, "--receipt-handle", received[0]);

        assertThat(received[1]).isEqualTo("two coffees");
        assertThat(aws.sqs("receive-message", "--queue-url", url, "--query", "Messages"))
                .isEqualTo("None");
        assertThat(aws.refusal("get-queue-url", "--queue-name", "missing")).contains("NonExistentQueue");
    }
}
