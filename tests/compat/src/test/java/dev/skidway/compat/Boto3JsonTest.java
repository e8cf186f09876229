package dev.skidway.compat;

/** A newer boto3, which speaks JSON; the conformance page names the older one only. */
class Boto3JsonTest extends Boto3Contract {

    Boto3JsonTest() {
        super("json");
    }
}
