package dev.skidway.laws;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** The compiled product, and the words the laws are written in. */
final class Code {
    /** Every class of the product's modules; tests, examples and their fixtures are not among them. */
    static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.skidway.base",
                    "dev.skidway.timetable",
                    "dev.skidway.journal",
                    "dev.skidway.engine",
                    "dev.skidway.queues",
                    "dev.skidway.node",
                    "dev.skidway.gateway",
                    "dev.skidway.app",
                    "dev.skidway.load",
                    "dev.skidway.cli");

    private static final Set<String> CLOCK_CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone");

    private static final Set<String> CHANCE_CALLS = Set.of(
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.lang.System.identityHashCode");

    private Code() {}

    static DescribedPredicate<JavaClass> threads() {
        return inPackagesOrNamed(
                "are threads, locks or atomics",
                Set.of("java.util.concurrent"),
                Set.of("java.lang.Thread", "java.lang.ThreadLocal", "java.lang.ThreadGroup", "java.util.Timer"));
    }

    static DescribedPredicate<JavaClass> chance() {
        return inPackagesOrNamed(
                "give randomness",
                Set.of("java.util.random"),
                Set.of("java.util.Random", "java.security.SecureRandom", "java.util.concurrent.ThreadLocalRandom"));
    }

    static DescribedPredicate<JavaClass> network() {
        return inPackagesOrNamed("reach the network", Set.of("java.net", "javax.net", "io.helidon"), Set.of());
    }

    static DescribedPredicate<JavaClass> files() {
        return inPackagesOrNamed(
                "reach files",
                Set.of("java.nio.channels", "java.nio.file"),
                Set.of(
                        "java.io.File",
                        "java.io.FileInputStream",
                        "java.io.FileOutputStream",
                        "java.io.RandomAccessFile",
                        "java.io.FileReader",
                        "java.io.FileWriter"));
    }

    private static DescribedPredicate<JavaClass> inPackagesOrNamed(
            String description, Set<String> packages, Set<String> names) {
        return DescribedPredicate.describe(description, type -> {
            if (names.contains(type.getName())) {
                return true;
            }
            // The name of a failure gives no access to anything.
            boolean isFailure = type.getSimpleName().endsWith("Exception");
            String name = type.getPackageName();
            return !isFailure && packages.stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
        });
    }

    /** Makes, starts or waits for threads; a hint to the processor while spinning is none of these. */
    static ArchCondition<JavaClass> handleThreads() {
        return new ArchCondition<>("handle threads") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    String owner = access.getTargetOwner().getName();
                    boolean handles = owner.startsWith("java.lang.Thread")
                            && !access.getName().equals("onSpinWait");
                    if (handles || owner.startsWith("java.util.concurrent.Executor") || owner.contains("ForkJoin")) {
                        events.add(SimpleConditionEvent.satisfied(type, access.getDescription()));
                    }
                }
            }
        };
    }

    /** Asks the machine for the time or for chance, by calling one of the well-known methods. */
    static ArchCondition<JavaClass> askTheClockOrChance() {
        return new ArchCondition<>("ask the machine for the time or for chance") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    String target = access.getTargetOwner().getName() + "." + access.getName();
                    if (CLOCK_CALLS.contains(target) || CHANCE_CALLS.contains(target)) {
                        events.add(SimpleConditionEvent.satisfied(type, access.getDescription()));
                    }
                }
            }
        };
    }
}
