package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionRoutingTest {

    @Test
    void neverMovesANamespace() {
        // Pinned: data of a namespace lies in the partition that these numbers name.
        assertThat(PartitionRouting.partitionOf("000000000000", 1)).isZero();
        assertThat(PartitionRouting.partitionOf("", 3)).isEqualTo((int) Long.remainderUnsigned(0xcbf29ce484222325L, 3));
        assertThat(PartitionRouting.partitionOf("a", 1 << 16)).isEqualTo((int) (0xaf63dc4c8601ec8cL & 0xffff));
    }
}
