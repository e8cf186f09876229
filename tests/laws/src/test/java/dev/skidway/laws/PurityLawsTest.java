package dev.skidway.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The domains and the engine depend on nothing that could differ between life and replay. */
final class PurityLawsTest {
    private static final String[] CORE = {"dev.skidway.engine..", "dev.skidway.queues.."};

    /**
     * The few classes of the engine that meet threads: the inbox is where callers hand commands over, tickets are what they wait
     * for, the registry counts for readers of metrics, and the loop's thread drives a partition that can be stepped without it.
     */
    private static final Set<String> MEETS_THREADS = Set.of(
            "dev.skidway.engine.CommandRegistry",
            "dev.skidway.engine.Inbox",
            "dev.skidway.engine.LoopThread",
            "dev.skidway.engine.Ticket");

    /** The only classes of the core that touch files: the real disk behind the disk seam. */
    private static final Set<String> TOUCHES_FILES =
            Set.of("dev.skidway.journal.RealDisk", "dev.skidway.journal.RealDiskFile");

    /** The one class that may ask for chance: a new data folder needs an identity and a key; simulations give their own. */
    private static final Set<String> ASKS_FOR_CHANCE = Set.of("dev.skidway.journal.Entropy");

    @Test
    void domainsAndEngineCannotReachThreads() {
        noThreads(CORE).check(Code.PRODUCT);
    }

    @Test
    void domainsAndEngineCannotReachTheClockOrChance() {
        noClockOrChance(CORE).check(Code.PRODUCT);
    }

    @Test
    void journalAsksOnlyItsTimeSourceForTheTime() {
        noClockOrChance("dev.skidway.journal..").check(Code.PRODUCT);
    }

    @Test
    void journalHandlesNoThread() {
        noThreadHandling("dev.skidway.journal..").check(Code.PRODUCT);
    }

    @Test
    void domainsAndEngineCannotReachTheNetwork() {
        noNetwork("dev.skidway.base..", "dev.skidway.journal..", "dev.skidway.engine..", "dev.skidway.queues..")
                .check(Code.PRODUCT);
    }

    @Test
    void onlyTheRealDiskTouchesFiles() {
        noFiles("dev.skidway.base..", "dev.skidway.journal..", "dev.skidway.engine..", "dev.skidway.queues..")
                .check(Code.PRODUCT);
    }

    @Test
    void seesEveryKindOfImpurity() {
        JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);
        String here = "dev.skidway.laws..";

        for (ArchRule law : new ArchRule[] {
            noThreads(here), noThreadHandling(here), noClockOrChance(here), noNetwork(here), noFiles(here)
        }) {
            assertThatThrownBy(() -> law.check(impure))
                    .as(law.getDescription())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Impure");
        }
        assertThatThrownBy(() -> noClockOrChance(here).check(impure))
                .hasMessageContaining("nanoTime")
                .hasMessageContaining("random");
    }

    private static ArchRule noThreads(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .and(areNot(MEETS_THREADS))
                .should()
                .dependOnClassesThat(Code.threads())
                .because("one writer steps a partition; what it does must not depend on who runs when");
    }

    private static ArchRule noThreadHandling(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should(Code.handleThreads())
                .because(
                        "callers step the writer and the housekeeping: a thread in the server, one loop in the simulator");
    }

    private static ArchRule noClockOrChance(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .and(areNot(ASKS_FOR_CHANCE))
                .should(Code.askTheClockOrChance())
                .orShould()
                .dependOnClassesThat(Code.chance())
                .because("time comes from the engine clock through frames, ids from positions; replay must equal life");
    }

    private static ArchRule noNetwork(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat(Code.network())
                .because("protocols belong to gateways");
    }

    private static ArchRule noFiles(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .and(areNot(TOUCHES_FILES))
                .should()
                .dependOnClassesThat(Code.files())
                .because("all storage goes through the disk seam, so that the simulator runs the code that ships");
    }

    private static DescribedPredicate<JavaClass> areNot(Set<String> names) {
        return DescribedPredicate.describe(
                "are not among " + names,
                type -> names.stream()
                        .noneMatch(name ->
                                type.getName().equals(name) || type.getName().startsWith(name + "$")));
    }

    /** Breaks every law of purity. */
    static final class Impure {
        private final java.util.Random random = new java.util.Random(System.nanoTime());
        private final Object lock = new java.util.concurrent.locks.ReentrantLock();

        Object everything() throws java.io.IOException {
            java.nio.file.Files.size(java.nio.file.Path.of(java.net.InetAddress.getLoopbackAddress() + "" + lock));
            Thread.yield();
            return random.nextDouble() + Math.random();
        }
    }
}
