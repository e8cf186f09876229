package dev.skidway.gateway.grpc;

import dev.skidway.node.DispatchService;
import dev.skidway.node.JobService;
import dev.skidway.node.QueueService;
import dev.skidway.node.ScheduleService;

/** What of the node the services of this protocol use. */
record Services(QueueService queues, JobService jobs, DispatchService dispatch, ScheduleService schedules) {}
