package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.node.NodeError;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Speaks(Client.HTTP_QUERY)
class QueryProtocolTest {

    private static final String AT_QUEUE = "/000000000000/q";

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues);

    @BeforeEach
    void createQueue() {
        assertThat(wire.form("/", "Action=CreateQueue&QueueName=q").statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void createsAQueueWithAttributesAndTags() {
        HttpResponse<String> answer = wire.form(
                "/",
                "Action=CreateQueue&Version=2012-11-05&QueueName=orders&Attribute.1.Name=DelaySeconds&Attribute.1.Value=7"
                        + "&Attribute.2.Name=VisibilityTimeout&Attribute.2.Value=9&Tag.1.Key=team&Tag.1.Value=a%20b");

        String requestId = answer.headers().firstValue("x-amzn-RequestId").orElseThrow();
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body())
                .isEqualTo("<?xml version=\"1.0\"?>\n"
                        + "<CreateQueueResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><CreateQueueResult>"
                        + "<QueueUrl>" + wire.url("orders")
                        + "</QueueUrl></CreateQueueResult><ResponseMetadata><RequestId>"
                        + requestId + "</RequestId></ResponseMetadata></CreateQueueResponse>");
        CreateQueue command = queues.last(CreateQueue.class);
        assertThat(command.settings().delayMillis()).isEqualTo(7000);
        assertThat(command.settings().visibilityMillis()).isEqualTo(9000);
        assertThat(command.tags()).containsExactly(Map.entry("team", "a b"));
    }

    @Test
    void listsAndFindsQueues() {
        wire.form("/", "Action=CreateQueue&QueueName=other");

        String list =
                wire.get("/?Action=ListQueues&QueueNamePrefix=&MaxResults=1").body();
        String url = wire.get(AT_QUEUE + "?Action=GetQueueUrl&QueueName=other").body();

        assertThat(texts(list, "QueueUrl")).containsExactly(wire.url("other"));
        assertThat(texts(list, "NextToken")).hasSize(1);
        assertThat(texts(url, "QueueUrl")).containsExactly(wire.url("other"));
        assertThat(wire.get("/?Action=ListQueues&QueueNamePrefix=zzz").body())
                .contains("<ListQueuesResult></ListQueuesResult>");
    }

    @Test
    void setsAndAnswersAttributesAtTheAddressOfTheQueue() {
        HttpResponse<String> set =
                wire.form(AT_QUEUE, "Action=SetQueueAttributes&Attribute.Name=VisibilityTimeout&Attribute.Value=77");

        HttpResponse<String> all = wire.form(AT_QUEUE, "Action=GetQueueAttributes&AttributeName=All");
        HttpResponse<String> two = wire.get(
                AT_QUEUE + "?Action=GetQueueAttributes&AttributeName.2=QueueArn&AttributeName.10=VisibilityTimeout");

        assertThat(set.body()).contains("/2012-11-05/\"><ResponseMetadata>").doesNotContain("Result");
        assertThat(all.body()).contains("<Attribute><Name>VisibilityTimeout</Name><Value>77</Value></Attribute>");
        assertThat(texts(two.body(), "Name")).containsExactly("QueueArn", "VisibilityTimeout");
        assertThat(wire.get(AT_QUEUE + "?Action=GetQueueAttributes&AttributeNames=")
                        .body())
                .contains("<GetQueueAttributesResult></GetQueueAttributesResult>");
    }

    @Test
    void carriesAMessageThereAndBack() {
        String body = "<a>&\"'\r\n\té😀 100%+1]]>";
        HttpResponse<String> sent = wire.form(
                AT_QUEUE,
                "Action=SendMessage&MessageBody=" + encoded(body) + "&DelaySeconds=3&MessageGroupId=g1"
                        + "&MessageAttribute.1.Name=a.b&MessageAttribute.1.Value.DataType=String"
                        + "&MessageAttribute.1.Value.StringValue=x%3C"
                        + "&MessageAttribute.2.Name=bin&MessageAttribute.2.Value.DataType=Binary"
                        + "&MessageAttribute.2.Value.BinaryValue=AQID"
                        + "&MessageSystemAttribute.1.Name=AWSTraceHeader&MessageSystemAttribute.1.Value.DataType=String"
                        + "&MessageSystemAttribute.1.Value.StringValue=Root%3D1");
        NewMessage message = queues.last(SendMessages.class).messages().getFirst();

        String received = wire.form(
                        AT_QUEUE,
                        "Action=ReceiveMessage&MaxNumberOfMessages=10&AttributeName.1=All&MessageAttributeName.1=All")
                .body();

        assertThat(texts(sent.body(), "MessageId")).containsExactly("00000000-0000-0000-0000-000000000001");
        assertThat(texts(sent.body(), "MD5OfMessageBody")).isEqualTo(texts(received, "MD5OfBody"));
        assertThat(texts(sent.body(), "MD5OfMessageAttributes")).isEqualTo(texts(received, "MD5OfMessageAttributes"));
        assertThat(message.delayMillis()).isEqualTo(3000);
        assertThat(message.key()).isEqualTo("g1");
        assertThat(texts(received, "Body")).containsExactly(body);
        assertThat(received)
                .contains("<ReceiveMessageResult><Message><MessageId>")
                .contains("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>")
                .contains("<Attribute><Name>AWSTraceHeader</Name><Value>Root=1</Value></Attribute>")
                .contains("<MessageAttribute><Name>a.b</Name><Value><StringValue>x&lt;</StringValue>"
                        + "<DataType>String</DataType></Value></MessageAttribute>")
                .contains("<MessageAttribute><Name>bin</Name><Value><BinaryValue>AQID</BinaryValue>"
                        + "<DataType>Binary</DataType></Value></MessageAttribute></Message></ReceiveMessageResult>");
        assertThat(wire.form(AT_QUEUE, "Action=ReceiveMessage").body())
                .contains("<ReceiveMessageResult></ReceiveMessageResult>");
    }

    @Test
    @Trap("W5")
    void runsBatchesAndTellsWhatFailed() {
        String sent = wire.form(
                        AT_QUEUE,
                        "Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x"
                                + "&SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody="
                                + "&SendMessageBatchRequestEntry.11.Id=c&SendMessageBatchRequestEntry.11.MessageBody=z"
                                + "&SendMessageBatchRequestEntry.11.MessageAttribute.1.Name=n"
                                + "&SendMessageBatchRequestEntry.11.MessageAttribute.1.Value.DataType=Number"
                                + "&SendMessageBatchRequestEntry.11.MessageAttribute.1.Value.StringValue=1")
                .body();
        List<String> handles = texts(
                wire.form(AT_QUEUE, "Action=ReceiveMessage&MaxNumberOfMessages=10")
                        .body(),
                "ReceiptHandle");
        String changed = wire.form(
                        AT_QUEUE,
                        "Action=ChangeMessageVisibilityBatch&ChangeMessageVisibilityBatchRequestEntry.1.Id=a"
                                + "&ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout=5"
                                + "&ChangeMessageVisibilityBatchRequestEntry.1.ReceiptHandle=" + handles.get(0))
                .body();
        String deleted = wire.form(
                        AT_QUEUE,
                        "Action=DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=a"
                                + "&DeleteMessageBatchRequestEntry.1.ReceiptHandle=" + handles.get(0)
                                + "&DeleteMessageBatchRequestEntry.2.Id=b"
                                + "&DeleteMessageBatchRequestEntry.2.ReceiptHandle=forged")
                .body();

        assertThat(texts(sent, "Id")).containsExactly("a", "c", "b");
        assertThat(sent)
                .contains("<SendMessageBatchResult><SendMessageBatchResultEntry><Id>a</Id>")
                .contains(
                        "<BatchResultErrorEntry><Id>b</Id><SenderFault>true</SenderFault><Code>MissingParameter</Code>");
        assertThat(changed)
                .contains(
                        "<ChangeMessageVisibilityBatchResultEntry><Id>a</Id></ChangeMessageVisibilityBatchResultEntry>");
        assertThat(deleted)
                .contains("<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>")
                .contains("<BatchResultErrorEntry><Id>b</Id>", "<Code>ReceiptHandleIsInvalid</Code>");
        assertThat(wire.form(AT_QUEUE, "Action=SendMessageBatch&Entries=").body())
                .contains("<Code>AWS.SimpleQueueService.EmptyBatchRequest</Code>");
    }

    @Test
    @Trap("W3")
    void runsActionsThatAnswerNothing() {
        wire.form(AT_QUEUE, "Action=SendMessage&MessageBody=x");
        String handle = texts(wire.form(AT_QUEUE, "Action=ReceiveMessage").body(), "ReceiptHandle")
                .getFirst();

        for (String action : List.of(
                "ChangeMessageVisibility&VisibilityTimeout=0&ReceiptHandle=" + handle,
                "DeleteMessage&ReceiptHandle=" + handle,
                "PurgeQueue",
                "DeleteQueue")) {
            HttpResponse<String> answer = wire.form(AT_QUEUE, "Action=" + action);

            String name = action.substring(0, (action + "&").indexOf('&'));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("<" + name + "Response ", "<ResponseMetadata><RequestId>")
                    .doesNotContain("Result>");
        }
    }

    @Test
    void believesAnExplicitQueueUrlMoreThanThePath() {
        wire.form("/", "Action=CreateQueue&QueueName=other");

        wire.form(AT_QUEUE, "Action=ReceiveMessage&QueueUrl=" + encoded(wire.url("other")));
        assertThat(queues.last(ReceiveMessages.class).queue().name()).isEqualTo("other");

        wire.form("/queue/us-east-1/000000000000/q", "Action=ReceiveMessage");
        assertThat(queues.last(ReceiveMessages.class).queue().name()).isEqualTo("q");
    }

    @Test
    @Trap("W4")
    void joinsQueryStringAndForm() {
        wire.form(AT_QUEUE + "?Action=SetQueueAttributes", "Attribute.1.Name=DelaySeconds&Attribute.1.Value=1");

        assertThat(queues.last(SetQueueSettings.class).settings().delayMillis()).isEqualTo(1000);
        assertThat(wire.form(AT_QUEUE + "?Action=PurgeQueue", "Action=PurgeQueue")
                        .body())
                .contains("<Code>MalformedInput</Code>", "is there twice");
    }

    @Test
    void knowsWhoAsksFromHeaderOrParameters() {
        wire.get(AT_QUEUE + "?Action=PurgeQueue&AWSAccessKeyId=old");
        assertThat(queues.last(PurgeQueue.class).origin().principal()).isEqualTo("old");

        wire.get(AT_QUEUE + "?Action=PurgeQueue&X-Amz-Credential=new%2F20260101%2Fus-east-1%2Fsqs%2Faws4_request");
        assertThat(queues.last(PurgeQueue.class).origin().principal()).isEqualTo("new");

        assertThat(wire.get(AT_QUEUE + "?Action=PurgeQueue&X-Amz-Credential=x").body())
                .contains("<Code>IncompleteSignature</Code>");
        wire.get(AT_QUEUE + "?Action=PurgeQueue");
        assertThat(queues.last(PurgeQueue.class).origin().principal()).isEqualTo("anonymous");
    }

    @Test
    @Trap("W2")
    void answersErrorsWithLegacyCodeAndStatus() {
        HttpResponse<String> missing = wire.form("/000000000000/nothing", "Action=PurgeQueue");
        queues.failure = new SkidwayException(NodeError.DRAINING, Severity.RETRY, "stopping");
        HttpResponse<String> draining = wire.form(AT_QUEUE, "Action=PurgeQueue");

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(missing.body())
                .isEqualTo("<?xml version=\"1.0\"?>\n"
                        + "<ErrorResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><Error><Type>Sender</Type>"
                        + "<Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                        + "<Message>The specified queue does not exist for this wsdl version.</Message><Detail/></Error>"
                        + "<RequestId>"
                        + missing.headers().firstValue("x-amzn-RequestId").orElseThrow()
                        + "</RequestId></ErrorResponse>");
        assertThat(draining.statusCode()).isEqualTo(503);
        assertThat(draining.body()).contains("<Type>Receiver</Type><Code>ServiceUnavailable</Code>");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The texts of all elements of one name, read by a real parser. */
    private static List<String> texts(String xml, String element) {
        List<String> texts = new ArrayList<>();
        try {
            XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    texts.add(reader.getElementText());
                }
            }
        } catch (XMLStreamException e) {
            throw new AssertionError(xml, e);
        }
        return texts;
    }
}
