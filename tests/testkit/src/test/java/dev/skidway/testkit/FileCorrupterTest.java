package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileCorrupterTest {

    private final SimulatedDisk disk = new SimulatedDisk(new Seed(1));
    private final FileCorrupter corrupter = new FileCorrupter(disk);

    @BeforeEach
    void createTwoFiles() throws IOException {
        disk.create("a").close();
        disk.create("b").close();
        corrupter.overwrite("a", 0, new byte[] {1, 2, 3, 4});
        corrupter.overwrite("b", 0, new byte[] {9});
    }

    @Test
    void flipsOneBit() throws IOException {
        corrupter.flipBit("a", 2, 7);

        assertThat(corrupter.bytes("a")).containsExactly(1, 2, 3 - 128, 4);
        assertThatThrownBy(() -> corrupter.flipBit("a", 4, 0)).hasMessageContaining("no byte at 4");
    }

    @Test
    void zeroesCopiesAndTruncates() throws IOException {
        corrupter.zero("a", 1, 1);
        corrupter.copy("a", 2, "b", 1, 2);
        corrupter.truncate("a", 3);

        assertThat(corrupter.bytes("a")).containsExactly(1, 0, 3);
        assertThat(corrupter.bytes("b")).containsExactly(9, 3, 4);
    }

    @Test
    void swapsAndRemovesDurably() throws IOException {
        corrupter.swap("a", "b");
        corrupter.remove("b");

        SimulatedDisk found = disk.powerCutLosingAll();
        assertThat(found.list()).containsExactly("a");
        assertThat(new FileCorrupter(found).bytes("a")).containsExactly(9);
    }
}
