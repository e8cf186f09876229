package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnection;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import com.amazon.sqs.javamessaging.SQSSession;
import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import jakarta.jms.BytesMessage;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** JMS 3.1 over Amazon's own provider: sessions that acknowledge in each way it offers. */
@Timeout(60)
@Speaks(Client.JMS)
class JmsTest {

    private static final long WAIT_MILLIS_MAX = 10_000;

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private SqsClient sqs;
    private SQSConnection connection;
    private String name;

    @BeforeEach
    void connect() throws JMSException {
        sqs = Clients.sync(SERVER.process().sqsAddress());
        connection = new SQSConnectionFactory(new ProviderConfiguration(), sqs).createConnection();
        name = "jms-" + UUID.randomUUID();
        connection.getWrappedAmazonSQSClient().createQueue(name);
        connection.start();
    }

    @AfterEach
    void close() throws JMSException {
        // Answers the long poll of a consumer, which closing would wait for.
        sqs.deleteQueue(request -> request.queueUrl(url()));
        connection.close();
        sqs.close();
    }

    @Test
    @Conforms({Action.CreateQueue, Action.GetQueueUrl, Action.SendMessage, Action.ReceiveMessage, Action.DeleteMessage})
    void carriesTextsWithTheirProperties() throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue(name);
        TextMessage order = session.createTextMessage("two coffees, grüße");
        order.setStringProperty("table", "7");
        order.setIntProperty("sugar", -3);
        order.setBooleanProperty("to-go", true);
        order.setJMSCorrelationID("bill 12");

        session.createProducer(queue).send(order);
        TextMessage back = (TextMessage) receive(session.createConsumer(queue));

        assertThat(back.getText()).isEqualTo("two coffees, grüße");
        assertThat(back.getStringProperty("table")).isEqualTo("7");
        assertThat(back.getIntProperty("sugar")).isEqualTo(-3);
        assertThat(back.getBooleanProperty("to-go")).isTrue();
        assertThat(back.getJMSCorrelationID()).isEqualTo("bill 12");
        assertThat(back.getJMSMessageID()).isEqualTo(order.getJMSMessageID());
        assertThat(back.getJMSRedelivered()).isFalse();
        assertThat(waitingOrLeased()).isZero();
    }

    @Test
    void carriesBytes() throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue(name);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[] {0, 1, (byte) 0xff});

        session.createProducer(queue).send(message);
        BytesMessage back = (BytesMessage) receive(session.createConsumer(queue));

        byte[] bytes = new byte[(int) back.getBodyLength()];
        back.readBytes(bytes);
        assertThat(bytes).containsExactly(0, 1, 0xff);
    }

    @Test
    @Conforms(Action.ChangeMessageVisibility)
    void deliversAgainWhatASessionRecovers() throws JMSException {
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage("again"));
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = receive(consumer);

        session.recover();
        Message second = receive(consumer);
        second.acknowledge();

        assertThat(second.getJMSMessageID()).isEqualTo(first.getJMSMessageID());
        assertThat(second.getJMSRedelivered()).isTrue();
        assertThat(second.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        assertThat(waitingOrLeased()).isZero();
    }

    @Test
    void acknowledgesMessagesOneByOneInAnyOrder() throws JMSException {
        Session session = connection.createSession(false, SQSSession.UNORDERED_ACKNOWLEDGE);
        Queue queue = session.createQueue(name);
        for (int i = 0; i < 3; i++) {
            session.createProducer(queue).send(session.createTextMessage("body " + i));
        }
        MessageConsumer consumer = session.createConsumer(queue);

        Message first = receive(consumer);
        receive(consumer).acknowledge();
        Message third = receive(consumer);

        assertThat(waitingOrLeased()).isEqualTo(2);
        third.acknowledge();
        first.acknowledge();
        assertThat(waitingOrLeased()).isZero();
    }

    @Test
    void callsAListenerAndAcknowledgesForIt() throws JMSException, InterruptedException {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue(name);
        session.createConsumer(queue).setMessageListener(heard::add);

        session.createProducer(queue).send(session.createTextMessage("one"));
        session.createProducer(queue).send(session.createTextMessage("two"));
        Message one = heard.poll(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
        Message two = heard.poll(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);

        assertThat(one).isInstanceOf(TextMessage.class);
        assertThat(two).isInstanceOf(TextMessage.class);
        // One session calls its listener for one message at a time: the first was acknowledged before the second was
        // heard.
        assertThat(waitingOrLeased()).isLessThanOrEqualTo(1);
    }

    @Test
    void refusesAQueueThatDoesNotExist() throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);

        assertThat(connection.getWrappedAmazonSQSClient().queueExists(name + "-missing"))
                .isFalse();
        assertThatThrownBy(() -> session.createQueue(name + "-missing"))
                .isInstanceOf(InvalidDestinationException.class);
    }

    private static Message receive(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(WAIT_MILLIS_MAX);
        assertThat(message).as("a message within %d ms", WAIT_MILLIS_MAX).isNotNull();
        return message;
    }

    private String url() {
        return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }

    private int waitingOrLeased() {
        var attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(url()).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }
}
