package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AWS CLI and boto3, where they are installed, in both wire formats; skipped with the reason otherwise. */
class CommandLineToolsTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    /** The first Python of the path, and the one that the distribution's packages belong to; they may hold different versions. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private static final String PROTOCOL = "import boto3, botocore.session;"
            + "print(botocore.session.get_session().get_service_model('sqs').metadata['protocol'])";

    private static final int COMMAND_SECONDS_MAX = 60;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void theAwsCommandLineSendsReceivesAndDeletes() throws IOException, InterruptedException {
        String version = answer(List.of("aws", "--version"));
        if (!version.startsWith("aws-cli/")) {
            skip("the AWS CLI is not installed: " + version);
        }

        String url = aws("create-queue", "--queue-name", "cli", "--query", "QueueUrl");
        aws("send-message", "--queue-url", url, "--message-body", "from the shell");
        String body = aws("receive-message", "--queue-url", url, "--query", "Messages[0].Body");
        String none = aws("receive-message", "--queue-url", url, "--query", "Messages");

        assertThat(url).endsWith("/cli");
        assertThat(body).isEqualTo("from the shell");
        assertThat(none).isEqualTo("None");
        assertThat(aws("list-queues", "--query", "QueueUrls[0]")).isEqualTo(url);
        assertThat(aws("get-queue-url", "--queue-name", "missing")).contains("NonExistentQueue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "query"})
    @Timeout(120)
    void boto3RunsAWholeLifecycle(String protocol) throws IOException, InterruptedException {
        String python = pythonThatSpeaks(protocol);
        Path script = folder.resolve("lifecycle.py");
        Files.writeString(script, """
                import boto3, sys
                sqs = boto3.client("sqs", endpoint_url=sys.argv[1], region_name="us-east-1",
                                   aws_access_key_id="any", aws_secret_access_key="any")
                name = "boto-" + sys.argv[2]
                url = sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "60"},
                                       tags={"team": "a & b"})["QueueUrl"]
                assert sqs.list_queues(QueueNamePrefix=name)["QueueUrls"] == [url]
                sqs.tag_queue(QueueUrl=url, Tags={"more": "<x>"})
                sqs.untag_queue(QueueUrl=url, TagKeys=["team"])
                assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"more": "<x>"}
                sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "1"})
                sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "0"})
                special = "<&>\\r\\n\\t\\"' \\u00e9 \\U0001f600"
                one = sqs.send_message(QueueUrl=url, MessageBody=special, MessageAttributes={
                    "bytes": {"DataType": "Binary", "BinaryValue": b"\\x00\\xff"}})
                assert one["MD5OfMessageBody"], one
                back = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5, MessageAttributeNames=["All"])["Messages"][0]
                assert back["Body"] == special, back
                assert back["MessageAttributes"]["bytes"]["BinaryValue"] == b"\\x00\\xff", back
                sqs.delete_message(QueueUrl=url, ReceiptHandle=back["ReceiptHandle"])
                try:
                    sqs.delete_message(QueueUrl=url, ReceiptHandle="forged")
                    raise SystemExit("a forged handle should be refused")
                except sqs.exceptions.ReceiptHandleIsInvalid:
                    pass
                sent = sqs.send_message_batch(QueueUrl=url, Entries=[
                    {"Id": str(i), "MessageBody": "body %d" % i,
                     "MessageAttributes": {"n": {"DataType": "Number", "StringValue": str(i)}}} for i in range(10)])
                assert len(sent["Successful"]) == 10, sent
                got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=5,
                                          MessageAttributeNames=["All"], AttributeNames=["All"])["Messages"]
                assert sorted(m["Body"] for m in got) == ["body %d" % i for i in range(10)], got
                assert all(m["MessageAttributes"]["n"]["StringValue"] == m["Body"][5:] for m in got), got
                sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=got[0]["ReceiptHandle"], VisibilityTimeout=0)
                again = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5)["Messages"][0]
                assert again["MessageId"] == got[0]["MessageId"], again
                gone = sqs.delete_message_batch(QueueUrl=url, Entries=[
                    {"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(got[1:] + [again])])
                assert len(gone["Successful"]) == 10, gone
                assert "Messages" not in sqs.receive_message(QueueUrl=url)
                counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
                assert counts["ApproximateNumberOfMessages"] == "0", counts
                assert counts["ApproximateNumberOfMessagesNotVisible"] == "0", counts
                sqs.delete_queue(QueueUrl=url)
                try:
                    sqs.get_queue_url(QueueName=name)
                    raise SystemExit("the queue should be gone")
                except sqs.exceptions.QueueDoesNotExist:
                    print("whole lifecycle done")
                """);

        String output = run(
                List.of(python, script.toString(), SERVER.process().sqsAddress().toString(), protocol));

        assertThat(output).isEqualTo("whole lifecycle done");
    }

    private static String aws(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "aws",
                "--endpoint-url",
                SERVER.process().sqsAddress().toString(),
                "--region",
                "us-east-1",
                "--output",
                "text",
                "sqs"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String pythonThatSpeaks(String protocol) throws InterruptedException {
        List<String> found = new ArrayList<>();
        for (String python : PYTHONS) {
            String spoken = answer(List.of(python, "-c", PROTOCOL));
            if (spoken.equals(protocol)) {
                return python;
            }
            found.add(python + ": " + spoken);
        }
        skip("no boto3 here speaks the " + protocol + " protocol: " + found);
        return "";
    }

    /** The last line that a command prints, or why it could not be run. */
    private static String answer(List<String> command) throws InterruptedException {
        try {
            return run(command).lines().reduce("", (before, line) -> line);
        } catch (IOException e) {
            return command.getFirst() + " cannot be run";
        }
    }

    private static void skip(String reason) {
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }

    /** Runs a command with any credentials and returns all it printed, stripped. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "any");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "any");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
