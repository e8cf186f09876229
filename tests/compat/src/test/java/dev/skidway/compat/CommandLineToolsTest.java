package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI and boto3, where they are installed and new enough to speak JSON; skipped with the reason otherwise. */
class CommandLineToolsTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    /** The first botocore that speaks the JSON protocol to SQS; older ones speak the query protocol. */
    private static final int[] BOTOCORE_JSON = {1, 31, 81};

    private static final int COMMAND_SECONDS_MAX = 60;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void theAwsCommandLineSendsReceivesAndDeletes() throws IOException, InterruptedException {
        assumeJson("the AWS CLI", List.of("aws", "--version"), "botocore/([0-9.]+)");

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

    @Test
    @Timeout(120)
    void boto3RunsAWholeLifecycle() throws IOException, InterruptedException {
        assumeJson(
                "boto3", List.of("python3", "-c", "import boto3, botocore; print(botocore.__version__)"), "([0-9.]+)");
        Path script = folder.resolve("lifecycle.py");
        Files.writeString(script, """
                import boto3, sys
                sqs = boto3.client("sqs", endpoint_url=sys.argv[1], region_name="us-east-1",
                                   aws_access_key_id="any", aws_secret_access_key="any")
                url = sqs.create_queue(QueueName="boto", Attributes={"VisibilityTimeout": "60"})["QueueUrl"]
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
                    sqs.get_queue_url(QueueName="boto")
                    raise SystemExit("the queue should be gone")
                except sqs.exceptions.QueueDoesNotExist:
                    print("whole lifecycle done")
                """);

        String output = run(List.of(
                "python3", script.toString(), SERVER.process().sqsAddress().toString()));

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

    private static void assumeJson(String tool, List<String> versionCommand, String pattern)
            throws InterruptedException {
        String found;
        try {
            found = run(versionCommand);
        } catch (IOException e) {
            skip(tool + " is not installed");
            return;
        }
        Matcher version = Pattern.compile(pattern).matcher(found);
        if (!version.find()) {
            skip(tool + " is not installed: " + found.lines().findFirst().orElse(""));
        } else if (Arrays.compare(numbers(version.group(1)), BOTOCORE_JSON) < 0) {
            skip(tool + " uses botocore " + version.group(1) + ", which speaks the query protocol; 1.31.81 is needed");
        }
    }

    private static void skip(String reason) {
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
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
