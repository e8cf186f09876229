package dev.skidway.gateway.grpc;

import dev.skidway.node.JobService;
import dev.skidway.node.ShownJobs;
import dev.skidway.queues.GetJob;
import dev.skidway.queues.JobFilter;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.SearchJobs;
import dev.skidway.v1.Filter;
import dev.skidway.v1.GetJobRequest;
import dev.skidway.v1.Job;
import dev.skidway.v1.JobPage;
import dev.skidway.v1.PageRequest;
import dev.skidway.v1.PeekRequest;
import dev.skidway.v1.SearchRequest;
import org.jspecify.annotations.Nullable;

/** Jobs that are looked at: one by its id, or page by page. */
final class Looking {

    private final JobService jobs;

    Looking(JobService jobs) {
        this.jobs = jobs;
    }

    /** The job that an id names; refused if it is none of ours. */
    MessageRef identity(String jobId) {
        MessageRef identity = jobs.seal().openJobId(jobId);
        if (identity == null) {
            throw new Refusal(GrpcError.JOB_UNKNOWN, "job_id: expected an id of this server, found another");
        }
        return identity;
    }

    Job get(GetJobRequest request) {
        GetJob command = new GetJob(Asking.namespace(), identity(request.getJobId()));
        return JobTexts.shown(ErrorMap.reply(jobs.getJob(command, request.getWithBody())), jobs.seal());
    }

    JobPage peek(PeekRequest request) {
        Filter filter = Filter.newBuilder().setState(request.getState()).build();
        return page(request.getQueue(), filter, request.getPage(), request.getWithBody());
    }

    JobPage search(SearchRequest request) {
        return page(request.getQueue(), request.getFilter(), request.getPage(), request.getWithBody());
    }

    private JobPage page(String queue, Filter filter, PageRequest page, boolean withBody) {
        JobFilter wanted = JobTexts.filter(filter);
        int size = Pages.size(page, QueueLimits.PEEK_COUNT_MAX);
        @Nullable MessageRef after = page.getPage().isEmpty() ? null : pageStart(page.getPage());
        ShownJobs shown =
                ErrorMap.reply(jobs.searchJobs(new SearchJobs(Asking.queue(queue), wanted, after, size), withBody));
        JobPage.Builder answer = JobPage.newBuilder();
        shown.jobs().forEach(job -> answer.addJobs(JobTexts.shown(job, jobs.seal())));
        if (shown.next() != null) {
            answer.setNextPage(jobs.seal().jobId(shown.next()));
        }
        return answer.build();
    }

    private MessageRef pageStart(String page) {
        MessageRef start = jobs.seal().openJobId(page);
        if (start == null) {
            throw Refusal.invalid("page: expected next_page of the page before, found something else");
        }
        return start;
    }
}
