package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Conforms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A boto3 that speaks one of the wire formats, where one is installed; what it does stands in {@code lifecycle.py}. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Boto3Contract {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final String protocol;
    private String python = "python3";

    Boto3Contract(String protocol) {
        this.protocol = protocol;
    }

    @BeforeAll
    void findPython() throws InterruptedException {
        python = Pythons.speaking(protocol);
    }

    @Test
    @Conforms({
        Action.CreateQueue,
        Action.GetQueueUrl,
        Action.ListQueues,
        Action.SetQueueAttributes,
        Action.GetQueueAttributes,
        Action.TagQueue,
        Action.UntagQueue,
        Action.ListQueueTags,
        Action.AddPermission,
        Action.RemovePermission,
        Action.DeleteQueue
    })
    void createsSettlesAndDeletesQueues() throws IOException, InterruptedException {
        showsThat("queues");
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
        showsThat("messages");
    }

    @Test
    @Conforms({Action.SendMessageBatch, Action.ChangeMessageVisibilityBatch, Action.DeleteMessageBatch})
    void sendsChangesAndDeletesBatches() throws IOException, InterruptedException {
        showsThat("batches");
    }

    @Test
    void raisesTheExceptionsOfItsModel() throws IOException, InterruptedException {
        showsThat("errors");
    }

    @Test
    void keepsTheOrderOfGroupsAndSendsOnlyOnce() throws IOException, InterruptedException {
        showsThat("fifo");
    }

    @Test
    @Conforms(Action.ListDeadLetterSourceQueues)
    void findsDeadLettersAndTheirSources() throws IOException, InterruptedException {
        showsThat("dead_letters");
    }

    /** Runs one part of the script. */
    final void showsThat(String part) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python));
        command.add(Programs.resource("lifecycle.py").toString());
        command.add(SERVER.process().sqsAddress().toString());
        command.add(part);

        Programs.Run run = Programs.run(Path.of("."), command);

        assertThat(run.output()).endsWith(part);
        assertThat(run.exitCode()).isZero();
    }
}
