package dev.skidway.coverage;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.skidway.coverage.ErrorBranch.Proof;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the {@link ErrorBranch}es of Java sources by parsing them with the compiler of this JDK. */
final class ErrorBranches extends TreePathScanner<@Nullable Void, @Nullable Void> {
    /** Values that say no: what is made or asked for here is an error branch, thrown or not. */
    private static final Pattern REFUSAL = Pattern.compile(
            "new (\\w+\\.)*(Rejection|Reject|InvariantViolation|\\w+Exception)\\b|(Rejections|Damage)\\.");

    private static final int TEXT_CHARS = 70;

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String file;
    private final String source;
    private final List<ErrorBranch> found = new ArrayList<>();

    private ErrorBranches(CompilationUnitTree unit, SourcePositions positions, String file) throws IOException {
        this.unit = unit;
        this.positions = positions;
        this.file = file;
        this.source = unit.getSourceFile().getCharContent(true).toString();
    }

    /** The error branches of {@code sources}, each named by {@link JavaFileObject#getName()}. */
    static List<ErrorBranch> of(List<? extends JavaFileObject> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<ErrorBranch> all = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            var scanner =
                    new ErrorBranches(unit, positions, unit.getSourceFile().getName());
            scanner.scan(unit, null);
            all.addAll(scanner.found);
        }
        return all;
    }

    @Override
    public @Nullable Void visitCatch(CatchTree node, @Nullable Void unused) {
        List<? extends StatementTree> body = node.getBlock().getStatements();
        int line = firstLine(node);
        if (body.isEmpty()) {
            // Only the handler's own instruction is left, on the line that also closes the try block.
            add(ErrorBranch.Kind.CATCH, node, new Proof(line, line, true, line));
        } else {
            int first = firstLine(body.getFirst());
            add(ErrorBranch.Kind.CATCH, node, new Proof(first, lastLine(body.getLast()), false, first));
        }
        return super.visitCatch(node, unused);
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree node, @Nullable Void unused) {
        int line = firstLine(node);
        add(ErrorBranch.Kind.THROW, node, new Proof(line, line, false, line));
        return super.visitThrow(node, unused);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void unused) {
        addRefusal(node);
        return super.visitNewClass(node, unused);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
        addRefusal(node);
        return super.visitMethodInvocation(node, unused);
    }

    private void addRefusal(Tree node) {
        // What the compiler adds by itself, such as a call of super(), has no place in the source.
        boolean written = positions.getEndPosition(unit, node) >= 0;
        if (!written || !REFUSAL.matcher(text(node)).lookingAt()) {
            return;
        }
        int line = firstLine(node);
        for (ErrorBranch earlier : found) {
            if (earlier.line() == line && earlier.kind() != ErrorBranch.Kind.CATCH) {
                return;
            }
        }
        add(ErrorBranch.Kind.REFUSAL, node, new Proof(line, lastLine(node), sharesItsLine(line), statementLine(line)));
    }

    private int statementLine(int line) {
        for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof StatementTree statement) {
                return firstLine(statement);
            }
        }
        return line;
    }

    /** Whether the current expression runs only under a condition that stands on the same line as it does. */
    private boolean sharesItsLine(int line) {
        TreePath inner = getCurrentPath();
        for (TreePath outer = inner.getParentPath(); outer != null; outer = outer.getParentPath()) {
            if (outer.getLeaf() instanceof StatementTree) {
                return false;
            }
            if (conditionEnd(inner.getLeaf(), outer.getLeaf()) == line) {
                return true;
            }
            inner = outer;
        }
        return false;
    }

    /** The line on which ends what decides whether {@code inner} runs as a part of {@code outer}; 0 when nothing does. */
    private int conditionEnd(Tree inner, Tree outer) {
        return switch (outer) {
            case ConditionalExpressionTree choice
            when inner.equals(choice.getTrueExpression()) -> lastLine(choice.getCondition());
            case ConditionalExpressionTree choice
            when inner.equals(choice.getFalseExpression()) -> lastLine(choice.getTrueExpression());
            case BinaryTree binary when inner.equals(binary.getRightOperand()) -> lastLine(binary.getLeftOperand());
            case LambdaExpressionTree lambda -> firstLine(lambda);
            default -> 0;
        };
    }

    private void add(ErrorBranch.Kind kind, Tree node, Proof proof) {
        found.add(new ErrorBranch(file, kind, firstLine(node), method(), text(node), proof));
    }

    private String method() {
        for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof MethodTree method) {
                return method.getName().toString();
            }
        }
        return "<init>";
    }

    /** The first words of {@code node}, on one line. */
    private String text(Tree node) {
        int from = (int) positions.getStartPosition(unit, node);
        int to = (int) positions.getEndPosition(unit, node);
        String words = source.substring(from, to).replaceAll("\\s+", " ").replaceAll("([(]) ", "$1");
        int end = node instanceof CatchTree ? words.indexOf('{') : words.length();
        return words.substring(0, Math.min(TEXT_CHARS, end)).strip();
    }

    private int firstLine(Tree node) {
        return (int) unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
    }

    private int lastLine(Tree node) {
        return (int) unit.getLineMap().getLineNumber(positions.getEndPosition(unit, node));
    }
}
