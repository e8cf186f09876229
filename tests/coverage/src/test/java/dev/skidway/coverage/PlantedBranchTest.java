package dev.skidway.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate sees what it must: a small class with reached and unreached branches is compiled, recorded and judged like the product. */
final class PlantedBranchTest {
    private static final String NAME = "planted/src/main/java/dev/skidway/planted/Planted.java";

    private static final String SOURCE = """
            package dev.skidway.planted;
            import java.util.function.Supplier;
            public final class Planted implements java.util.concurrent.Callable<Object> {
                record Rejection(String text) {}
                public Object call() {
                    int sum = caught("x") + caught("y") + empty("x") + rethrown("12");
                    return sum + "" + refused(false) + refused(true) + shared(false) + nested(false) + lambda();
                }
                static int caught(String text) {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        return 1;
                    }
                }
                static int empty(String text) {
                    int value = 7;
                    try {
                        value = Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        // seven
                    }
                    return value;
                }
                static int rethrown(String text) {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw new IllegalStateException(e);
                    }
                }
                static Object refused(boolean yes) {
                    if (yes) {
                        return new Rejection("reached");
                    }
                    return yes
                            ? new Rejection("unreached")
                            : "";
                }
                static Object shared(boolean yes) {
                    return yes ? new Rejection("never") : "always";
                }
                static Object nested(boolean yes) {
                    if (yes) {
                        return java.util.List.of(
                                "one",
                                new Rejection(
                                        "two"));
                    }
                    return java.util.List.of(
                            "one",
                            new Rejection(
                                    "two"));
                }
                static Object lambda() {
                    Supplier<Object> unused = () -> new IllegalStateException("never");
                    return unused == null;
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void namesTheUnreachedBranchesAndNoOthers() throws Exception {
        List<ErrorBranch> branches = ErrorBranches.of(List.of(new SourceFile(NAME, SOURCE)));

        Verdict verdict = Verdict.of(branches, run(), Map.of());

        assertThat(verdict.unreached())
                .extracting(branch -> branch.line() + " " + branch.method() + " " + branch.kind())
                .containsExactly(
                        "28 rethrown CATCH",
                        "29 rethrown THROW",
                        "37 refused REFUSAL",
                        "41 shared REFUSAL",
                        "47 nested REFUSAL",
                        "56 lambda REFUSAL");
        assertThat(verdict.counts("catch blocks", true)).isEqualTo("catch blocks: 3, reached: 2, excepted: 0");
        assertThat(verdict.counts("error branches", false)).isEqualTo("error branches: 7, reached: 2, excepted: 0");
        assertThat(verdict.unreached().getFirst())
                .hasToString(NAME + ":28 Planted.java#rethrown: catch (NumberFormatException e)");
    }

    @Test
    void anExceptionCoversItsCatchBlockAndAnIdleOneIsNamed() throws Exception {
        List<ErrorBranch> branches = ErrorBranches.of(List.of(new SourceFile(NAME, SOURCE)));
        Map<String, String> exceptions = Map.of(
                "Planted.java#rethrown: catch (NumberFormatException e)", "it always gets digits",
                "Planted.java#caught: catch (NumberFormatException e)", "this one is reached");

        Verdict verdict = Verdict.of(branches, run(), exceptions);

        assertThat(verdict.unreached()).noneMatch(branch -> branch.method().equals("rethrown"));
        assertThat(verdict.excepted()).hasSize(1);
        assertThat(verdict.inside()).hasSize(1);
        assertThat(verdict.idle()).containsExactly("Planted.java#caught: catch (NumberFormatException e)");
        assertThat(verdict.counts("catch blocks", true)).isEqualTo("catch blocks: 3, reached: 2, excepted: 1");
    }

    @Test
    void branchesOfClassesThatNeverRanAreUnreached() throws Exception {
        List<ErrorBranch> branches = ErrorBranches.of(List.of(new SourceFile(NAME, SOURCE)));
        compile();

        Verdict verdict = Verdict.of(branches, ReachedLines.of(new ExecutionDataStore(), List.of(folder)), Map.of());

        assertThat(verdict.unreached()).hasSameSizeAs(branches);
    }

    @Test
    void classesOtherThanTheRecordedOnesAreNamed() throws Exception {
        ReachedLines same = run();
        ExecutionDataStore recorded = record();
        Files.writeString(folder.resolve("Planted.java"), SOURCE.replace("return 1;", "return 2 + text.length();"));
        compileFile();

        ReachedLines other = ReachedLines.of(recorded, List.of(folder));

        assertThat(same.changed()).isEmpty();
        assertThat(other.changed()).containsExactly("dev/skidway/planted/Planted");
    }

    private ReachedLines run() throws Exception {
        compile();
        return ReachedLines.of(record(), List.of(folder));
    }

    private void compile() throws IOException {
        Files.writeString(folder.resolve("Planted.java"), SOURCE);
        compileFile();
    }

    private void compileFile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-g",
                "-d",
                folder.toString(),
                folder.resolve("Planted.java").toString());
        assertThat(status).isZero();
    }

    /** Runs the compiled class as the coverage agent would, and returns what it recorded. */
    private ExecutionDataStore record() throws Exception {
        var runtime = new LoggerRuntime();
        var data = new RuntimeData();
        runtime.startup(data);
        try {
            var loader = new RecordingLoader(folder, new Instrumenter(runtime));
            Callable<?> planted = (Callable<?>) loader.loadClass("dev.skidway.planted.Planted")
                    .getConstructor()
                    .newInstance();
            planted.call();
            var recorded = new ExecutionDataStore();
            data.collect(recorded, new SessionInfoStore(), false);
            return recorded;
        } finally {
            runtime.shutdown();
        }
    }

    /** Loads compiled classes with the recorder's probes in them. */
    private static final class RecordingLoader extends ClassLoader {
        private final Path folder;
        private final Instrumenter instrumenter;

        RecordingLoader(Path folder, Instrumenter instrumenter) {
            super(PlantedBranchTest.class.getClassLoader());
            this.folder = folder;
            this.instrumenter = instrumenter;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                byte[] plain = Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
                byte[] probed = instrumenter.instrument(plain, name);
                return defineClass(name, probed, 0, probed.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
