package dev.skidway.gateway.grpc;

import dev.skidway.base.TimeSource;
import dev.skidway.node.DispatchService;
import dev.skidway.node.JobService;
import dev.skidway.node.QueueService;
import dev.skidway.node.ScheduleService;

/** What of the node the services of this protocol use, and its clock. */
record Services(
        QueueService queues, JobService jobs, DispatchService dispatch, ScheduleService schedules, TimeSource time) {}
