package dev.skidway.coverage;

import dev.skidway.coverage.ErrorBranch.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.tools.ExecFileLoader;

/** Which lines of the compiled sources ran, as the coverage agent recorded it. */
final class ReachedLines {
    private final Map<String, ISourceFileCoverage> files = new HashMap<>();
    private final List<String> changed;

    private ReachedLines(CoverageBuilder coverage) {
        coverage.getSourceFiles().forEach(file -> files.put(file.getPackageName() + "/" + file.getName(), file));
        changed = coverage.getNoMatchClasses().stream()
                .map(IClassCoverage::getName)
                .sorted()
                .toList();
    }

    /** Joins {@code recordings} over what lies compiled in {@code classes}. */
    static ReachedLines of(List<Path> recordings, List<Path> classes) throws IOException {
        var loader = new ExecFileLoader();
        for (Path recording : recordings) {
            loader.load(recording.toFile());
        }
        return of(loader.getExecutionDataStore(), classes);
    }

    static ReachedLines of(ExecutionDataStore recorded, List<Path> classes) throws IOException {
        var coverage = new CoverageBuilder();
        var analyzer = new Analyzer(recorded, coverage);
        for (Path folder : classes) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file :
                        walk.filter(path -> path.toString().endsWith(".class")).toList()) {
                    analyzer.analyzeClass(Files.readAllBytes(file), file.toString());
                }
            }
        }
        return new ReachedLines(coverage);
    }

    /** Classes that were recorded from other bytes than those that lie there now. */
    List<String> changed() {
        return changed;
    }

    boolean reached(ErrorBranch branch) {
        ISourceFileCoverage file = files.get(branch.file().replaceFirst("^.*/src/main/java/", ""));
        if (file == null) {
            return false;
        }
        Proof proof = branch.proof();
        boolean anyCode = false;
        for (int line = proof.first(); line <= proof.last(); line++) {
            ICounter code = file.getLine(line).getInstructionCounter();
            anyCode |= code.getTotalCount() > 0;
            boolean all = proof.shared() && line == proof.first();
            if (code.getCoveredCount() > 0 && !(all && code.getMissedCount() > 0)) {
                return true;
            }
        }
        for (int line = proof.first() - 1; !anyCode && line >= proof.statement(); line--) {
            ICounter code = file.getLine(line).getInstructionCounter();
            anyCode = code.getTotalCount() > 0;
            if (code.getCoveredCount() > 0) {
                return true;
            }
        }
        return false;
    }
}
