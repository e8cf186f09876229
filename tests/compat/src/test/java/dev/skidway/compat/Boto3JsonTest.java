package dev.skidway.compat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A newer boto3, which speaks JSON and knows move tasks; the conformance page names the older one only. */
class Boto3JsonTest extends Boto3Contract {

    Boto3JsonTest() {
        super("json");
    }

    @Test
    void movesDeadLettersBack() throws IOException, InterruptedException {
        showsThat("moves");
    }
}
