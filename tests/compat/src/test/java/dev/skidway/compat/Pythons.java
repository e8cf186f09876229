package dev.skidway.compat;

import java.util.ArrayList;
import java.util.List;

/** The Pythons of this machine, each with the boto3 it holds. */
final class Pythons {

    /** The first of the path, and the one that the distribution's packages belong to; they may hold different versions. */
    private static final List<String> ALL = List.of("python3", "/usr/bin/python3");

    private static final String PROTOCOL = "import boto3, botocore.session;"
            + "print(botocore.session.get_session().get_service_model('sqs').metadata['protocol'])";

    private Pythons() {}

    /** One whose boto3 speaks a wire format, {@code json} or {@code query}; skips the test where there is none. */
    static String speaking(String protocol) throws InterruptedException {
        List<String> found = new ArrayList<>();
        for (String python : ALL) {
            String spoken = protocolOf(python);
            if (spoken.equals(protocol)) {
                return python;
            }
            found.add(python + ": " + spoken);
        }
        Programs.skip("no boto3 here speaks the " + protocol + " protocol: " + found);
        return "";
    }

    /** One with any boto3; skips the test where there is none. */
    static String any() throws InterruptedException {
        for (String python : ALL) {
            if (List.of("json", "query").contains(protocolOf(python))) {
                return python;
            }
        }
        Programs.skip("boto3 is not installed");
        return "";
    }

    private static String protocolOf(String python) throws InterruptedException {
        return Programs.answer(List.of(python, "-c", PROTOCOL));
    }
}
