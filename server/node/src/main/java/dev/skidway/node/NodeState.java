package dev.skidway.node;

/** Whether the node serves. */
public enum NodeState {
    /** Recovering; nothing is served yet. */
    STARTING,
    /** Serving. */
    READY,
    /** Finishing what was accepted, taking nothing new. */
    DRAINING,
    /** A partition or the journal failed; nothing is answered any more. */
    FAILED
}
