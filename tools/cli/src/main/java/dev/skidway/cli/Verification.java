package dev.skidway.cli;

import java.util.ArrayList;
import java.util.List;

/** What a check of a data folder has seen so far. */
final class Verification {

    /** Findings that are kept word for word; further ones are counted. */
    static final int FINDINGS_MAX = 100;

    private final List<Finding> findings = new ArrayList<>();
    private long findingsTotal;
    long blocks;
    long frames;
    long snapshots;
    long spilledParts;
    long messages;
    long payloadBytes;
    boolean tornTail;

    void found(Finding finding) {
        findingsTotal++;
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    boolean whole() {
        return findingsTotal == 0;
    }

    /** The first of them. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    long findingsTotal() {
        return findingsTotal;
    }
}
