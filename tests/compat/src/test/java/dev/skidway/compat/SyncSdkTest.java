package dev.skidway.compat;

import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Speaks;
import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The blocking client of the AWS SDK for Java v2. */
@Speaks(Client.JAVA_SYNC)
class SyncSdkTest extends SdkContract {

    @Override
    SqsClient client(URI server) {
        return Clients.sync(server);
    }
}
