package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The AWS SDK for JavaScript 3 in Node; what it does stands in {@code lifecycle.mjs}. */
@Timeout(180)
@Speaks(Client.JAVASCRIPT)
class JavaScriptSdkTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static Path folder = Path.of("target");

    @BeforeAll
    static void installPackages() throws IOException, InterruptedException {
        folder = NodeModules.with(Programs.resource("lifecycle.mjs"));
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
    void throwsTheExceptionsOfItsModel() throws IOException, InterruptedException {
        showsThat("errors");
    }

    @Test
    void keepsTheOrderOfGroupsAndSendsOnlyOnce() throws IOException, InterruptedException {
        showsThat("fifo");
    }

    @Test
    @Conforms(Action.ListDeadLetterSourceQueues)
    void findsDeadLettersAndTheirSources() throws IOException, InterruptedException {
        showsThat("deadLetters");
    }

    @Test
    @Conforms({Action.StartMessageMoveTask, Action.ListMessageMoveTasks, Action.CancelMessageMoveTask})
    void movesDeadLettersBack() throws IOException, InterruptedException {
        showsThat("moves");
    }

    private static void showsThat(String part) throws IOException, InterruptedException {
        String server = SERVER.process().sqsAddress().toString();

        Programs.Run node = Programs.run(folder, List.of("node", "lifecycle.mjs", server, part));

        assertThat(node.output()).endsWith(part);
        assertThat(node.exitCode()).isZero();
    }
}
