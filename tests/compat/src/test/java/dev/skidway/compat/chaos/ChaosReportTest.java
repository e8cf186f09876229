package dev.skidway.compat.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.compat.chaos.Findings.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChaosReportTest {

    private static final Map<FaultKind, String> NONE = Map.of();

    @Test
    void sumsUpItsStagesUnderTheNamesThatScriptsKnow() {
        ChaosReport report = new ChaosReport(
                List.of(stage(FaultKind.KILL, 7, new Findings()), stage(FaultKind.STOP, 3, found(Violation.LOST, 2))),
                NONE,
                42);

        assertThat(report.keys())
                .containsEntry("kills", 7L)
                .containsEntry("stops", 3L)
                .containsEntry("disk_fills", 0L)
                .containsEntry("acknowledged", 200L)
                .containsEntry("lost", 2L)
                .containsEntry("undone_deletes", 0L)
                .containsEntry("duplicates_beyond_lease", 0L)
                .containsEntry("phantoms", 0L)
                .containsEntry("order_violations", 0L)
                .containsEntry("seed", 42L);
        assertThat(report.keys().keySet()).startsWith("kills", "acknowledged");
    }

    @Test
    void oneViolationOfAnyKindIsEnoughToFail() {
        assertThat(new ChaosReport(List.of(stage(FaultKind.KILL, 1, new Findings())), NONE, 1).clean())
                .isTrue();

        for (Violation violation : Violation.values()) {
            StageReport stage = stage(FaultKind.KILL, 1, found(violation, 1));

            assertThat(new ChaosReport(List.of(stage), NONE, 1).clean())
                    .as("%s", violation)
                    .isFalse();
        }
    }

    @Test
    void whatWasNotExercisedIsSaidAndCountsForNothing() {
        ChaosReport report = new ChaosReport(
                List.of(stage(FaultKind.KILL, 1, new Findings())), Map.of(FaultKind.DISK, "mount: denied"), 1);

        assertThat(report.keys())
                .containsEntry("disk_fills", 0L)
                .containsEntry("not_exercised", Map.of("disk", "mount: denied"));
    }

    @Test
    void findingsKeepTheFirstCasesInWords() {
        Findings findings = found(Violation.PHANTOMS, 1);
        for (int i = 0; i < 100; i++) {
            findings.addAll(found(Violation.LOST, 3));
        }

        assertThat(findings.count(Violation.LOST)).isEqualTo(300);
        assertThat(findings.examples()).hasSize(20).first().isEqualTo("phantoms: a case");
    }

    private static Findings found(Violation violation, long cases) {
        Findings findings = new Findings();
        findings.add(violation, cases, () -> "a case");
        return findings;
    }

    private static StageReport stage(FaultKind kind, long strikes, Findings findings) {
        return new StageReport(kind, Map.of(kind.key(), strikes), 100, 90, 0, findings);
    }
}
