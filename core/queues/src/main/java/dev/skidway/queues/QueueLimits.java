package dev.skidway.queues;

/** The named bounds of the queue domain; gateways may be stricter, never laxer. */
public final class QueueLimits {

    /** Longest delay of a message or queue: ten years of 365 days. */
    public static final long DELAY_MILLIS_MAX = 315_360_000_000L;

    /** A message on a standard queue that is delayed for this long, 2 minutes, lies with those that are due at about the same time. */
    static final long FAR_DELAY_MILLIS_MIN = 120_000;

    /** A longer delay, 15 minutes, must be shorter than the retention: else the message would be removed before anybody sees it. */
    public static final long DELAY_BEYOND_RETENTION_MILLIS_MAX = 900_000;

    public static final long RETENTION_MILLIS_MIN = 60_000;

    /** Ten years of 365 days; a chunk holds enqueue times that lie 34 years apart. */
    public static final long RETENTION_MILLIS_MAX = 315_360_000_000L;

    public static final long RETENTION_MILLIS_DEFAULT = 345_600_000;

    /** Longest lease, extensions included, counted from the receive: 14 days; milliseconds of it fit in 31 bits. */
    public static final long VISIBILITY_MILLIS_MAX = 1_209_600_000;

    /** Longest lease with its extensions where a command names no other bound: 12 hours. */
    public static final long LEASE_MILLIS_DEFAULT_MAX = 43_200_000;

    public static final long VISIBILITY_MILLIS_DEFAULT = 30_000;

    public static final long WAIT_MILLIS_MAX = 20_000;

    /** Longest wait for several queues at once. */
    public static final long AWAIT_MILLIS_MAX = 60_000;

    /** How long a receive that does not wait for messages waits for those that are being fetched from the disk. */
    public static final long FETCH_MILLIS_MAX = 1_000;

    public static final long MESSAGE_BYTES_MIN = 1_024;

    /** Largest message: 1.75 MiB, so that it fits into a frame of the journal with all that describes it. */
    public static final long MESSAGE_BYTES_MAX = 1_835_008;

    public static final long MESSAGE_BYTES_DEFAULT = 1_048_576;

    public static final long IN_FLIGHT_MAX = 1_000_000;
    public static final long IN_FLIGHT_DEFAULT = 120_000;

    public static final int QUEUE_NAME_CHARS_MAX = 80;
    public static final int NAMESPACE_CHARS_MAX = 64;
    public static final int QUEUES_PER_NAMESPACE_MAX = 100_000;

    /** Bytes of a lane key, as UTF-8. */
    public static final int KEY_BYTES_MAX = 128;

    /** Keys with messages in one queue at a time; a message with one more is refused. */
    public static final int LANES_PER_QUEUE_MAX = 200_000;

    /** Highest share of leases for the oldest job, percent: the rest is left to priorities. */
    public static final int AGING_SHARE_MAX = 50;

    /** Highest limit of jobs at once. */
    public static final int CONCURRENCY_MAX = 1_000_000;

    /** Highest count and burst of a rate. */
    public static final long RATE_COUNT_MAX = 1_000_000;

    /** Longest period of a rate: 31 days. */
    public static final long RATE_PERIOD_MILLIS_MAX = 2_678_400_000L;

    /** Highest limit of jobs of one key in a queue. */
    public static final int BACKLOG_MAX = 100_000_000;

    /** Highest weight of a key. */
    public static final int KEY_WEIGHT_MAX = 1_000;

    /** Keys with settings of their own in one queue. */
    public static final int KEY_SETTINGS_MAX = 100_000;

    /** Keys of one queue of which more is known than their messages: a rate in use, settings, failures. */
    public static final int KEYS_KNOWN_MAX = 300_000;

    /** Highest number of failures before a quarantine. */
    public static final int QUARANTINE_FAILURES_MAX = 1_000;

    /** Longest window and pause of a quarantine: 31 days. */
    public static final long QUARANTINE_MILLIS_MAX = 2_678_400_000L;

    /** Shared limits in one partition. */
    public static final int SHARED_LIMITS_MAX = 10_000;

    /** Shared limits that one queue may use. */
    public static final int SHARED_LIMITS_PER_QUEUE_MAX = 8;

    /** Queues that may use one shared limit. */
    public static final int QUEUES_PER_SHARED_LIMIT_MAX = 100;

    /** Bytes of a note that says why something is paused, as UTF-8. */
    public static final int NOTE_BYTES_MAX = 512;

    /** Messages, leases or changes in one command. */
    public static final int ENTRIES_MAX = 1_000;

    /** Headers and bodies of one send together; leaves 448 KiB of the journal's frame for all that describes them. */
    public static final int SEND_BYTES_MAX = 1_900_544;

    /** Headers of one message, encoded. */
    public static final int HEADER_BYTES_MAX = SEND_BYTES_MAX;

    /** Headers and bodies that one receive answers with, the first message aside; ten of the largest. */
    public static final long RECEIVE_BYTES_MAX = 10 * MESSAGE_BYTES_MAX;

    /** Protocol settings, or tags, of one queue. */
    public static final int NAMED_VALUES_MAX = 50;

    public static final int TAG_KEY_CHARS_MAX = 128;
    public static final int TAG_VALUE_CHARS_MAX = 256;

    /** Names and values of the protocol settings, or tags, of one queue together, as UTF-8. */
    public static final int NAMED_VALUES_BYTES_MAX = 65_536;

    /** Most receives in a queue before a message is a dead letter. */
    public static final int DEAD_LETTER_RECEIVES_MAX = 1_000;

    /** Queues that one may name as the only ones to use it for dead letters. */
    public static final int DEAD_LETTER_SOURCES_MAX = 10;

    /** Dead letters that one receive moves at most. */
    public static final int DEAD_LETTERS_PER_COMMAND_MAX = 100;

    /** Messages of a partition that lie elsewhere than where they were sent to; with more, dead letters stay where they are. */
    public static final int MOVED_PER_PARTITION_MAX = 2_000_000;

    /** For how long after a send to a FIFO queue its deduplication id makes another one a duplicate: 5 minutes. */
    public static final long DEDUPLICATION_MILLIS = 300_000;

    /** Sends that one FIFO queue remembers; one more is refused until the oldest are forgotten. */
    public static final int DEDUPLICATIONS_PER_QUEUE_MAX = 4_000_000;

    /** Sends that all FIFO queues of a partition remember together. */
    public static final int DEDUPLICATIONS_PER_PARTITION_MAX = 6_000_000;

    /** For how long a receive can be repeated by its attempt id: 5 minutes. */
    public static final long ATTEMPT_MILLIS = 300_000;

    /** Bytes of an attempt id, as UTF-8. */
    public static final int ATTEMPT_ID_BYTES_MAX = 128;

    /** Receives with an attempt id that one queue remembers; with more, the oldest can no longer be repeated. */
    public static final int ATTEMPTS_PER_QUEUE_MAX = 20_000;

    /** Messages in one page of a peek. */
    public static final int PEEK_COUNT_MAX = 100;

    /** Messages that one page of a peek looks at, whether it shows them or not. */
    public static final int PEEK_LOOKED_MAX = 10_000;

    /** Bytes of payload after which a page of a peek ends. */
    public static final int PEEK_BYTES_MAX = 1 << 20;

    /** Highest rate of a move task, messages in a second. */
    public static final int MOVE_PER_SECOND_MAX = 500;

    /** Messages that one step of a move task moves at most. */
    public static final int MOVE_BATCH_MAX = 256;

    /** Pause between two steps of a move task without a rate: the rest of the time belongs to clients. */
    public static final long MOVE_PAUSE_MILLIS = 2;

    /** Ended move tasks that are remembered for one source; the oldest is forgotten first. */
    public static final int MOVE_TASKS_ENDED_MAX = 10;

    /** Ended move tasks that are remembered in a partition; the oldest is forgotten first. */
    public static final int MOVE_TASKS_ENDED_TOTAL_MAX = 10_000;

    /** How long an ended move task is remembered: 7 days. */
    public static final long MOVE_TASK_ENDED_MILLIS = 604_800_000;

    /** A job may be due so far ahead: 100 years of 365 days. */
    public static final long DUE_MILLIS_MAX = 3_153_600_000_000L;

    /** Longest delay between two attempts: 30 days. */
    public static final long RETRY_DELAY_MILLIS_MAX = 2_592_000_000L;

    /** Longest delay where a policy names no other: one day. */
    public static final long RETRY_DELAY_MILLIS_DEFAULT_MAX = 86_400_000;

    /** Largest factor of an exponential backoff, in hundredths. */
    public static final int RETRY_FACTOR_PERCENT_MAX = 10_000;

    /** Most attempts that a policy may name. */
    public static final int ATTEMPTS_MAX = 100_000;

    /** Attempts of one job that are remembered in full, the latest ones. */
    public static final int ATTEMPTS_KEPT_MAX = 10;

    /** Reason codes that end the attempts of one policy. */
    public static final int FINAL_CODES_MAX = 20;

    /** Bytes of a worker's name, as UTF-8. */
    public static final int WORKER_BYTES_MAX = 128;

    /** Bytes of a reason code, as UTF-8. */
    public static final int CODE_BYTES_MAX = 128;

    /** Bytes of a reason for people, as UTF-8. */
    public static final int REASON_BYTES_MAX = 1_024;

    /** Entries in the metadata of one job. */
    public static final int METADATA_ENTRIES_MAX = 16;

    /** Bytes of a name in the metadata, as UTF-8. */
    public static final int METADATA_NAME_BYTES_MAX = 64;

    /** Bytes of a value in the metadata, as UTF-8. */
    public static final int METADATA_VALUE_BYTES_MAX = 256;

    /** What a worker says of its progress. */
    public static final int PROGRESS_BYTES_MAX = 1_024;

    /** What a worker gives back. */
    public static final int RESULT_BYTES_MAX = 4_096;

    /** How long finished jobs are remembered at most: 30 days. */
    public static final long HISTORY_MILLIS_MAX = 2_592_000_000L;

    /** Finished jobs of one queue. */
    public static final long HISTORY_BYTES_MAX = 64L << 20;

    public static final long HISTORY_BYTES_DEFAULT = 1 << 20;

    /** How long an idempotency key is remembered at most: 30 days. */
    public static final long IDEMPOTENCY_MILLIS_MAX = 2_592_000_000L;

    public static final long IDEMPOTENCY_MILLIS_DEFAULT = 86_400_000;

    /** Bytes of an idempotency key, as UTF-8. */
    public static final int IDEMPOTENCY_KEY_BYTES_MAX = 128;

    /** Bytes of a unique key, as UTF-8. */
    public static final int UNIQUE_KEY_BYTES_MAX = 128;

    /** Longest time that a job that is over has its unique key: 30 days. */
    public static final long UNIQUE_WINDOW_MILLIS_MAX = 2_592_000_000L;

    /** Memory for what a partition remembers of jobs beside their messages; beyond it, sends that need more of it are refused. */
    public static final long PART_BYTES_PER_PARTITION_MAX = 128L << 20;

    /** Part of it that finished jobs may take. */
    public static final long HISTORY_BYTES_PER_PARTITION_MAX = 32L << 20;

    public static final int PRINCIPAL_BYTES_MAX = 256;
    public static final int REQUEST_ID_BYTES_MAX = 64;

    /** How long the name of a deleted queue stays taken. */
    public static final long DELETED_NAME_MILLIS = 60_000;

    /** Names of deleted queues that are remembered; the oldest is forgotten early when there are more. */
    public static final int DELETED_NAMES_MAX = 1_000;

    public static final long PURGE_INTERVAL_MILLIS = 60_000;

    public static final int LIST_COUNT_MAX = 1_000;

    /** Timers that one command fires at most. */
    public static final int TIMERS_PER_COMMAND_MAX = 10_000;

    public static final int SCHEDULE_NAME_CHARS_MAX = 80;

    /** Schedules in one partition. */
    public static final int SCHEDULES_MAX = 10_000;

    /** What all schedules of a partition are to do, together: 64 MiB. */
    public static final long SCHEDULES_BYTES_MAX = 64L << 20;

    /** Headers and body of the job that a schedule sends. */
    public static final int SCHEDULE_JOB_BYTES_MAX = 65_536;

    /** Longest time that a firing may be made up for: 30 days. */
    public static final long CATCH_UP_MILLIS_MAX = 2_592_000_000L;

    /** A firing that is no later than this, 10 seconds, is made up for in any case: no server is always on time. */
    public static final long CATCH_UP_MILLIS_MIN = 10_000;

    /** Firings of one schedule that wait for those before. */
    public static final int FIRINGS_WAITING_MAX = 1_000;

    /** Firings left out in one step. */
    static final int FIRINGS_SKIPPED_MAX = 10_000;

    /** While a firing waits, this often somebody looks whether the job before is over. */
    static final long FIRING_LOOK_MILLIS = 1_000;

    /** Firings of one backfill. */
    public static final int BACKFILL_FIRINGS_MAX = 10_000;

    /** Schedules on one page: each may show a job of 64 KiB. */
    public static final int LIST_SCHEDULES_MAX = 100;

    private QueueLimits() {}
}
