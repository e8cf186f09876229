package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.node.ShowingJobs.Attempt;
import dev.skidway.queues.SearchJobs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long somebody who looks at jobs is patient with a disk, and with payloads that move. */
class ShowingJobsTest {

    private static final SearchJobs.Reply FETCHING = new SearchJobs.Reply(List.of(), 0, 0, null, true);
    private static final SearchJobs.Reply PAGE = new SearchJobs.Reply(List.of(), 3, 3, null, false);

    private int asked;

    /** Over a partition that waits for its disk so many times, and payloads that move so many times after that. */
    private Outcome<Integer> matching(int waits, int moves) throws InterruptedException {
        return ShowingJobs.again(
                () -> new Outcome.Done<>(++asked <= waits ? FETCHING : PAGE),
                SearchJobs.Reply::fetching,
                reply -> new Attempt<>(reply.matching(), asked <= waits + moves));
    }

    @Test
    void asksAgainWhileJobsAreBeingFetched() throws InterruptedException {
        assertThat(matching(3, 0)).isEqualTo(new Outcome.Done<>(3));
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void saysThatTheDiskIsTooBusyWhenTheyDoNotCome() {
        assertThatThrownBy(() -> matching(4, 0)).isInstanceOfSatisfying(SkidwayException.class, failure -> {
            assertThat(failure.code()).isEqualTo(NodeError.OVERLOADED);
            assertThat(failure.severity()).isEqualTo(Severity.RETRY);
        });
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void showsWhatItHasOfPayloadsThatMoveAgainAndAgain() throws InterruptedException {
        assertThat(matching(0, 2)).isEqualTo(new Outcome.Done<>(3));
        assertThat(asked).isEqualTo(3);
        asked = 0;

        assertThat(matching(0, 9)).isEqualTo(new Outcome.Done<>(3));
        assertThat(asked).isEqualTo(4);
    }
}
