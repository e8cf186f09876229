package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of digests. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Speaks({Client.HTTP_JSON, Client.HTTP_QUERY})
class DigestTrapsTest extends TrapContract {

    DigestTrapsTest(Dialect dialect) {
        super(dialect);
    }

    @Test
    @Trap("D1")
    void theDigestOfABodyIsThatOfItsDecodedBytes() {
        create("q").done();

        // MD5 of the UTF-8 bytes of the text, computed outside.
        assertThat(send("q", "a+b%20&ü€😀").done().text("MD5OfMessageBody")).isEqualTo(md5("a+b%20&ü€😀"));
        assertThat(receiveOne("q")).containsEntry("MD5OfBody", md5("a+b%20&ü€😀"));
    }

    @Test
    @Trap("D2")
    void theDigestOfAttributesGoesOverNamesWholeTypesAndValues() {
        create("q").done();

        // Made by the AWS SDK's own algorithm for these attributes.
        assertThat(send(
                                "q",
                                "x",
                                "MessageAttributes",
                                members("timestamp", members("DataType", "Number", "StringValue", "1493147359900")))
                        .done()
                        .text("MD5OfMessageAttributes"))
                .isEqualTo("235c5c510d26fb653d073faed50ae77c");
        String plain = digest(members("b", members("DataType", "Binary", "BinaryValue", "AQID"), "a", string("x")));
        String other = digest(members("a", string("x"), "b", members("DataType", "Binary", "BinaryValue", "AQID")));
        String custom =
                digest(members("b", members("DataType", "Binary.png", "BinaryValue", "AQID"), "a", string("x")));
        assertThat(plain)
                .isEqualTo(other)
                .isNotEqualTo(custom)
                .isEqualTo(
                        md5Of(
                                "\0\0\0\u0001a\0\0\0\u0006String\u0001\0\0\0\u0001x\0\0\0\u0001b\0\0\0\u0006Binary\u0002\0\0\0\u0003\u0001\u0002\u0003"));
    }

    private String digest(Map<String, Object> attributes) {
        return send("q", "x", "MessageAttributes", attributes).done().text("MD5OfMessageAttributes");
    }

    @Test
    @Trap("D3")
    void listValuesAreRefused() {
        create("q").done();

        send(
                        "q",
                        "x",
                        "MessageAttributes",
                        members("a", members("DataType", "String", "StringListValues", List.of("x"))))
                .refused("AWS.SimpleQueueService.UnsupportedOperation", "list values");
    }

    @Test
    @Trap("D4")
    void theTraceHeaderHasADigestOfItsOwn() {
        create("q").done();
        Map<String, Object> attributes = members("a", string("x"));
        Answer without = send("q", "x", "MessageAttributes", attributes).done();
        Answer with = send(
                        "q",
                        "x",
                        "MessageAttributes",
                        attributes,
                        "MessageSystemAttributes",
                        members("AWSTraceHeader", string("Root=1")))
                .done();

        assertThat(with.text("MD5OfMessageAttributes")).isEqualTo(without.text("MD5OfMessageAttributes"));
        assertThat(with.text("MD5OfMessageSystemAttributes"))
                .isEqualTo(md5Of("\0\0\0\u000eAWSTraceHeader\0\0\0\u0006String\u0001\0\0\0\u0006Root=1"));
        assertThat(without.body()).doesNotContainKey("MD5OfMessageSystemAttributes");
    }

    @Test
    @Trap("D5")
    void someAttributesHaveTheDigestOfThose() {
        create("q").done();
        String all = digest(members("a", string("x"), "b", string("y")));
        at("q", "PurgeQueue").done();
        String some = digest(members("a", string("x")));
        at("q", "ReceiveMessage").done();
        send("q", "z", "MessageAttributes", members("a", string("x"), "b", string("y")))
                .done();

        Map<String, Object> received = receiveOne("q", "MessageAttributeNames", List.of("a"));

        assertThat(received).containsEntry("MD5OfMessageAttributes", some);
        assertThat(some).isNotEqualTo(all);
    }

    private static String md5(String text) {
        return new Digests().body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String md5Of(String bytes) {
        return new Digests().body(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
