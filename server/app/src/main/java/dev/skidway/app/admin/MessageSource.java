package dev.skidway.app.admin;

import dev.skidway.engine.Outcome;
import dev.skidway.node.PeekedPage;
import dev.skidway.queues.PeekMessages;
import org.jspecify.annotations.Nullable;

/** Where the admin port gets the messages from that it shows. */
@FunctionalInterface
public interface MessageSource {

    /**
     * A page of messages, none of them received by it. May be called while the server starts.
     *
     * @param after what {@link PeekedPage#next} of the page before said, or null from the start
     * @throws dev.skidway.base.SkidwayException when the server does not serve, or not now
     */
    Outcome<PeekedPage> peek(String queue, PeekMessages.Wanted wanted, @Nullable String after, int countMax);
}
