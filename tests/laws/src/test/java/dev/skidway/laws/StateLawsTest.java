package dev.skidway.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.skidway.base.TimeSource;
import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;
import dev.skidway.engine.Command;
import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Domain;
import dev.skidway.engine.Event;
import dev.skidway.engine.Rejection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who may see and change the state of a domain.
 *
 * <p>A <em>table</em> is a class of a domain whose fields, or the arrays and collections in them, can change, or that stands behind a
 * read-only view, an interface whose name ends in {@code Read}.
 */
final class StateLawsTest {
    private static final String DOMAINS = "dev.skidway.queues..";

    /**
     * Read every table and change none (hash, recount, tour of the payloads), or are what tables are made of (what they share, pooled memory, chunks on
     * their way to the disk, which change where a chunk lies and nothing in it), or do for appliers what takes more than one table (the life of jobs, timers).
     */
    private static final List<String> SEES_ALL = List.of(
            "QueueHash",
            "ConsistencyCheck",
            "PayloadTour",
            "Shared",
            "SlotArena",
            "ChunkBytes",
            "LeavingChunk",
            "JobLife",
            "MessageTimers");

    @Test
    void decidersSeeReadOnlyViewsOnly() {
        decidersSeeNoTables(DOMAINS).check(Code.PRODUCT);
    }

    @Test
    void onlyAppliersAndSnapshotsReachTables() {
        onlyAppliersReachTables(DOMAINS).check(Code.PRODUCT);
    }

    @Test
    void appliersKnowEventsAndNothingOfDeciding() {
        appliersDoNotDecide(DOMAINS).check(Code.PRODUCT);
    }

    @Test
    void decidersAndAppliersKeepNothingOfTheirOwn() {
        classes()
                .that()
                .resideInAPackage(DOMAINS)
                .and(DescribedPredicate.describe("decide or apply", StateLawsTest::decidesOrApplies))
                .should()
                .haveOnlyFinalFields()
                .because("what they remembered would not be there after a restart")
                .check(Code.PRODUCT);
    }

    @Test
    void everyEventHasItsApplierAndEveryDeciderItsCommand() {
        List<String> names = Code.PRODUCT.stream()
                .filter(type -> type.getPackageName().startsWith("dev.skidway.queues"))
                .map(JavaClass::getSimpleName)
                .toList();
        List<String> events = Code.PRODUCT.stream()
                .filter(type -> type.isAssignableTo(Event.class)
                        && type.getPackageName().startsWith("dev.skidway.queues"))
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(events).isNotEmpty().allMatch(event -> names.contains(event + "Applier"));
        assertThat(names.stream().filter(name -> name.endsWith("Decider")))
                .isNotEmpty()
                .allMatch(name -> names.contains(name.replace("Decider", "")));
    }

    @Test
    void seesADeciderThatReachesForTheTable() {
        JavaClasses bad = new ClassFileImporter()
                .importClasses(
                        Table.class,
                        Cells.class,
                        GreedyDecider.class,
                        SlyDecider.class,
                        CuriousApplier.class,
                        Bystander.class);
        String here = "dev.skidway.laws..";

        assertThatThrownBy(() -> decidersSeeNoTables(here).check(bad))
                .hasMessageContaining("GreedyDecider")
                .hasMessageContaining("SlyDecider");
        assertThatThrownBy(() -> onlyAppliersReachTables(here).check(bad)).hasMessageContaining("Bystander");
        assertThatThrownBy(() -> appliersDoNotDecide(here).check(bad)).hasMessageContaining("CuriousApplier");
    }

    private static ArchRule decidersSeeNoTables(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .and()
                .areAssignableTo(Decider.class)
                .should()
                .dependOnClassesThat(areTablesIn(packages))
                .because("a decision changes nothing; it may be taken again, or thrown away");
    }

    private static ArchRule onlyAppliersReachTables(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .and(DescribedPredicate.describe(
                        "are neither tables, appliers, snapshots nor the domain itself",
                        type -> !isTable(outermost(type)) && !mayWrite(outermost(type))))
                .should()
                .dependOnClassesThat(areTablesIn(packages))
                .because("state that anything but an applier changes is not there after a replay");
    }

    private static ArchRule appliersDoNotDecide(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .and()
                .areAssignableTo(Applier.class)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "ask, decide, refuse or tell the time",
                        type -> type.isAssignableTo(Command.class)
                                || type.isAssignableTo(Decider.class)
                                || type.isAssignableTo(Rejection.class)
                                || type.isAssignableTo(TimeSource.class)))
                .because("on replay there is only the event; rules may have changed since");
    }

    private static DescribedPredicate<JavaClass> areTablesIn(String packages) {
        String root = packages.replace("..", "");
        return DescribedPredicate.describe(
                "are tables", type -> type.getPackageName().startsWith(root) && isTable(type));
    }

    private static boolean isTable(JavaClass type) {
        boolean changes = type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .anyMatch(field -> !field.getModifiers().contains(JavaModifier.FINAL) || holdsMany(field));
        boolean behindAView = !type.isInterface()
                && type.getAllRawInterfaces().stream()
                        .anyMatch(view -> view.getSimpleName().endsWith("Read"));
        return !type.isRecord() && !type.isEnum() && !decidesOrApplies(outermost(type)) && (changes || behindAView);
    }

    /** What an array or a collection holds can change behind a final field. */
    private static boolean holdsMany(JavaField field) {
        JavaClass type = field.getRawType();
        return type.isArray() || type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }

    private static boolean mayWrite(JavaClass type) {
        return type.isAssignableTo(Applier.class)
                || type.isAssignableTo(Domain.class)
                || type.getSimpleName().startsWith("Snapshot")
                || SEES_ALL.contains(type.getSimpleName());
    }

    private static boolean decidesOrApplies(JavaClass type) {
        return !type.isInterface() && (type.isAssignableTo(Decider.class) || type.isAssignableTo(Applier.class));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()
                && !outer.getEnclosingClass().get().getName().contains("Test")) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    record Ask() implements Command<String> {}

    record Done() implements Event {}

    static final class Table {
        long count;
    }

    static final class Cells {
        final long[] counts = new long[8];
    }

    static final class GreedyDecider implements Decider<Ask, String> {
        private final Table table = new Table();

        @Override
        public Decision<String> decide(Ask command, long nowMillis) {
            table.count++;
            return new Decision.Accept<>(List.of(), "");
        }
    }

    static final class SlyDecider implements Decider<Ask, String> {
        private final Cells cells = new Cells();

        @Override
        public Decision<String> decide(Ask command, long nowMillis) {
            cells.counts[0]++;
            return new Decision.Accept<>(List.of(), "");
        }
    }

    static final class CuriousApplier implements Applier<Done> {
        private final Ask ask = new Ask();

        @Override
        public void apply(Done event, ApplyContext context) {
            context.wake(ask.hashCode());
        }
    }

    static final class Bystander {
        void meddle(Table table) {
            table.count = 0;
        }
    }
}
