package dev.skidway.laws;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What tests say they show, read from their sources: the modules of the tests need not be built, and no order of running matters.
 *
 * <p>A claim on a method of an abstract class is one of every concrete class that extends it.
 */
final class Claims {

    private static final Set<String> RUN =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

    private final Map<String, ClassTree> classes = new LinkedHashMap<>();

    /** One test and what it says it shows; {@code flaw} is why it does not count, or empty. */
    record Claim(String test, Set<Client> clients, Set<Action> actions, Set<String> traps, String flaw) {}

    private Claims() {}

    /** The claims of these sources, in their order. */
    static List<Claim> of(List<? extends JavaFileObject> sources) {
        Claims claims = new Claims();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
        try {
            for (CompilationUnitTree unit : task.parse()) {
                unit.getTypeDecls().forEach(type -> claims.enter("", type));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Claim> found = new ArrayList<>();
        claims.classes.forEach((name, tree) -> found.addAll(claims.of(name, tree)));
        return found;
    }

    private void enter(String outer, Tree type) {
        if (type instanceof ClassTree tree) {
            String name = outer + tree.getSimpleName();
            classes.put(name, tree);
            tree.getMembers().forEach(member -> enter(name + ".", member));
        }
    }

    private List<Claim> of(String name, ClassTree tree) {
        List<Claim> found = new ArrayList<>();
        for (Tree member : tree.getMembers()) {
            if (member instanceof MethodTree method) {
                Set<Action> actions = EnumSet.noneOf(Action.class);
                values(method, "Conforms").forEach(value -> actions.add(Action.valueOf(value)));
                Set<String> traps = new TreeSet<>(values(method, "Trap"));
                if (!actions.isEmpty() || !traps.isEmpty()) {
                    Set<Client> clients = clients(name, tree, method);
                    found.add(new Claim(
                            name + "." + method.getName(), clients, actions, traps, flaw(tree, method, clients)));
                }
            }
        }
        return found;
    }

    private static String flaw(ClassTree tree, MethodTree method, Set<Client> clients) {
        if (clients.isEmpty()) {
            return "says with @Speaks for no client";
        }
        List<String> own = names(method.getModifiers().getAnnotations());
        if (own.stream().noneMatch(RUN::contains)) {
            return "is not a test";
        }
        List<String> all = new ArrayList<>(own);
        all.addAll(names(tree.getModifiers().getAnnotations()));
        return all.stream().anyMatch(annotation -> annotation.startsWith("Disabled")) ? "is disabled" : "";
    }

    private Set<Client> clients(String name, ClassTree tree, MethodTree method) {
        Set<Client> clients = speaks(method.getModifiers().getAnnotations());
        if (clients.isEmpty()) {
            clients = speaks(tree.getModifiers().getAnnotations());
        }
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        if (speaks(method.getModifiers().getAnnotations()).isEmpty()) {
            for (ClassTree other : classes.values()) {
                if (isExtendedBy(simpleName, other)) {
                    clients.addAll(speaks(other.getModifiers().getAnnotations()));
                }
            }
        }
        return clients;
    }

    private static boolean isExtendedBy(String name, ClassTree other) {
        return other.getExtendsClause() != null && name.equals(lastName(other.getExtendsClause()));
    }

    private static Set<Client> speaks(List<? extends AnnotationTree> annotations) {
        return values(annotations, "Speaks").stream()
                .map(Client::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Client.class)));
    }

    private static List<String> values(MethodTree method, String annotation) {
        return values(method.getModifiers().getAnnotations(), annotation);
    }

    /** The elements of an annotation's value: texts as they are, constants by their last name. */
    private static List<String> values(List<? extends AnnotationTree> annotations, String name) {
        List<String> values = new ArrayList<>();
        for (AnnotationTree annotation : annotations) {
            if (name.equals(lastName(annotation.getAnnotationType()))) {
                for (ExpressionTree argument : annotation.getArguments()) {
                    ExpressionTree value =
                            argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
                    if (value instanceof NewArrayTree array) {
                        array.getInitializers().forEach(element -> values.add(text(element)));
                    } else {
                        values.add(text(value));
                    }
                }
            }
        }
        return values;
    }

    private static String text(ExpressionTree element) {
        if (element instanceof LiteralTree literal && literal.getValue() instanceof String text) {
            return text;
        }
        String name = lastName(element);
        if (name == null) {
            throw new IllegalArgumentException("a claim must name constants and texts, not " + element);
        }
        return name;
    }

    private static @Nullable String lastName(Tree tree) {
        return switch (tree) {
            case IdentifierTree identifier -> identifier.getName().toString();
            case MemberSelectTree select -> select.getIdentifier().toString();
            default -> null;
        };
    }

    private static List<String> names(List<? extends AnnotationTree> annotations) {
        List<String> names = new ArrayList<>();
        for (AnnotationTree annotation : annotations) {
            String name = lastName(annotation.getAnnotationType());
            names.add(name == null ? "" : name);
        }
        return names;
    }
}
