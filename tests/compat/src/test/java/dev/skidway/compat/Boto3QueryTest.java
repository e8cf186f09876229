package dev.skidway.compat;

import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Speaks;

/** The distribution's older boto3, which speaks Query. */
@Speaks(Client.BOTO3)
class Boto3QueryTest extends Boto3Contract {

    Boto3QueryTest() {
        super("query");
    }
}
