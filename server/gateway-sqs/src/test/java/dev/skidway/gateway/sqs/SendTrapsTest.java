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

/** Traps of sending to any queue. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class SendTrapsTest extends TrapContract {

    SendTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap({"S1", "S3"})
    @Conforms(Action.SendMessage)
    void aBodyHasOneByteToOneMebibyte() {
        create("q").done();
        create("small", "MaximumMessageSize", "1024").done();

        send("q", "x".repeat(1_048_576)).done();
        send("q", "x").done();
        send("q", "ü".repeat(524_289))
                .refused("InvalidParameterValue", "Reason: Message must be shorter than 1048576 bytes.");
        send("small", "x".repeat(1_025)).refused("InvalidParameterValue", "Message must be shorter than 1024 bytes.");
        send("q", "").refused("MissingParameter", "The request must contain the parameter MessageBody.");
    }

    @Test
    @Trap("S2")
    void someCharactersAreRefused() {
        create("q").done();

        for (String bad : List.of("\0", "\b", "\u001f", "\uFFFE", "\uFFFF")) {
            send("q", "a" + bad).refused("InvalidMessageContents", "Invalid binary character");
        }
        String good = "\t\n\r \uD7FF\uE000\uFFFD😀";
        send("q", good).done();
        assertThat(receiveOne("q")).containsEntry("Body", good);
    }

    @Test
    @Trap("S4")
    void attributesCountTowardsTheSizeAndTheTraceHeaderDoesNot() {
        create("q", "MaximumMessageSize", "1024").done();
        Map<String, Object> attribute = members("name", string("value"));
        Map<String, Object> trace = members("AWSTraceHeader", string("t".repeat(500)));
        int counted = "name".length() + "String".length() + "value".length();

        send("q", "x".repeat(1024 - counted), "MessageAttributes", attribute, "MessageSystemAttributes", trace)
                .done();
        send("q", "x".repeat(1025 - counted), "MessageAttributes", attribute)
                .refused("InvalidParameterValue", "Message must be shorter than 1024 bytes.");
    }

    @Test
    @Trap("S5")
    void tenAttributesAreTheMost() {
        create("q").done();
        Map<String, Object> attributes = members();
        for (int i = 0; i < 10; i++) {
            attributes.put("a" + i, string("x"));
        }

        send("q", "x", "MessageAttributes", attributes).done();
        attributes.put("a10", string("x"));
        send("q", "x", "MessageAttributes", attributes)
                .refused(
                        "InvalidParameterValue", "Number of message attributes [11] exceeds the allowed maximum [10].");
    }

    @Test
    @Trap("S6")
    void namesOfAttributesHaveTheirRules() {
        create("q").done();

        for (String bad : List.of("AWS.x", "amazon.y", ".a", "a.", "a..b", "a b", "é", "x".repeat(257))) {
            send("q", "x", "MessageAttributes", members(bad, string("x"))).refused("InvalidParameterValue", "");
        }
        send("q", "x", "MessageAttributes", members("A-z_0.9", string("x"), "x".repeat(256), string("x")))
                .done();
    }

    @Test
    @Trap({"S7", "S8"})
    void typesMayHaveEndingsAndValuesMayNotBeEmpty() {
        create("q").done();
        Map<String, Object> good = members(
                "s", members("DataType", "String.json", "StringValue", "{}"),
                "n", members("DataType", "Number.int", "StringValue", "12"),
                "b", members("DataType", "Binary.png", "BinaryValue", "AQID"));

        send("q", "x", "MessageAttributes", good).done();
        assertThat(receiveOne("q", "MessageAttributeNames", List.of("All"))).containsEntry("MessageAttributes", good);
        for (String bad : List.of("Text", "string", "StringX")) {
            send("q", "x", "MessageAttributes", members("a", members("DataType", bad, "StringValue", "x")))
                    .refused("InvalidParameterValue", "invalid message attribute type");
        }
        send("q", "x", "MessageAttributes", members("a", string("")))
                .refused("InvalidParameterValue", "must contain a non-empty value of type 'String'.");
    }

    @Test
    @Trap("S9")
    void numbersAreNumbersWithinBounds() {
        create("q").done();

        for (String good : List.of("0", "-1.5e3", "1e126", "-1e128")) {
            send("q", "x", "MessageAttributes", members("n", members("DataType", "Number", "StringValue", good)))
                    .done();
        }
        for (String bad : List.of("x", "1e127", "-2e128", "٣")) {
            send("q", "x", "MessageAttributes", members("n", members("DataType", "Number", "StringValue", bad)))
                    .refused("InvalidParameterValue", "to a number");
        }
    }

    @Test
    @Trap("S13")
    void standardQueuesTakeGroupsButNoDeduplicationIds() {
        create("q").done();

        send("q", "x", "MessageGroupId", "g").done();
        assertThat(system(receiveOne("q", "AttributeNames", List.of("All")), "MessageGroupId"))
                .isEqualTo("g");
        send("q", "x", "MessageDeduplicationId", "d")
                .refused(
                        "InvalidParameterValue",
                        "The request include parameter that is not valid for this queue type.");
    }

    @Test
    @Trap("S20")
    void aDelayedMessageComesLater() {
        create("q").done();
        send("q", "x", "DelaySeconds", 900).done();

        assertThat(bodies("q")).isEmpty();
        seconds(900);
        assertThat(bodies("q")).containsExactly("x");
        send("q", "x", "DelaySeconds", 901)
                .refused("InvalidParameterValue", "Reason: DelaySeconds must be >= 0 and <= 900.");
        send("q", "x", "DelaySeconds", -1).refused("InvalidParameterValue", "DelaySeconds");
    }
}
