package dev.skidway.compat;

import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The blocking client of the AWS SDK for Java v2. */
class SyncSdkTest extends SdkContract {

    @Override
    SqsClient client(URI server) {
        return Clients.sync(server);
    }
}
