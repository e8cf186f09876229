package dev.skidway.laws;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A rule about the text of files.
 *
 * @param name what a file must not do
 * @param where the files it holds for, by their name inside the project
 * @param check finds the lines that break it
 * @param example a file that breaks it
 */
record TidyRule(String name, Predicate<String> where, Check check, String example) {
    private static final int FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 70;
    private static final int COLUMNS_MAX = 160;

    // Put together from parts, so that this file keeps its own rules.
    private static final Pattern REMINDER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern SLEEP = Pattern.compile("Thread\\.sle" + "ep\\(");
    private static final Pattern VAGUE_NAME =
            Pattern.compile("\\b(class|record|interface|enum) \\w*(Manager|Helper|Util|Utils|Impl)\\b");
    private static final Pattern CATCH_ALL =
            Pattern.compile("catch \\((final )?(Exception|Throwable|RuntimeException) ");
    private static final Pattern REGISTRY = Pattern.compile(
            "(repo1?\\.maven|registry\\.np" + "mjs|deb\\.deb" + "ian|py" + "pi|proxy\\.gol" + "ang)\\.(org|apache)");
    private static final Pattern THIS_MACHINE = Pattern.compile("(?<![\\w.~{}<])/(ro" + "ot|wo" + "rk|ho" + "me/\\w)");
    private static final Pattern PRINT = Pattern.compile("System\\.(out|err)\\b|printStack" + "Trace\\(\\)");
    private static final Pattern TYPE = Pattern.compile("\\b(class|record|interface|enum|@interface) \\w");

    static final List<TidyRule> ALL = List.of(
            new TidyRule(
                    "have more than " + FILE_LINES_MAX + " lines",
                    TidyRule::isCode,
                    lines -> lines.size() > FILE_LINES_MAX ? List.of(lines.size()) : List.of(),
                    "x\n".repeat(FILE_LINES_MAX + 1)),
            new TidyRule(
                    "have a method of more than " + METHOD_LINES_MAX + " lines",
                    name -> name.endsWith(".java"),
                    TidyRule::longMethods,
                    "class A {\n    void a() {\n" + "        b();\n".repeat(METHOD_LINES_MAX + 1) + "    }\n}"),
            new TidyRule(
                    "have lines of more than " + COLUMNS_MAX + " columns",
                    name -> name.endsWith(".java") || name.endsWith(".sh"),
                    lines -> matching(lines, line -> line.length() > COLUMNS_MAX),
                    "x".repeat(COLUMNS_MAX + 1)),
            lines("hold reminders; do it, or write an issue", TidyRule::isCode, REMINDER, "// TO" + "DO later"),
            lines("sleep; wait for a signal", name -> name.endsWith(".java"), SLEEP, "Thread.sle" + "ep(1);"),
            lines("hold tabs", name -> !name.endsWith(".gz"), Pattern.compile("\t"), "\tx"),
            lines("have spaces at line ends", name -> !name.endsWith(".gz"), Pattern.compile(" $"), "x "),
            lines("give vague names", name -> name.endsWith(".java"), VAGUE_NAME, "class Queue" + "Manager {"),
            new TidyRule(
                    "catch everything, except to throw it on, or at a thread root that says so and names its policy",
                    name -> name.endsWith(".java") && name.contains("/src/main/"),
                    TidyRule::catchAlls,
                    "} catch (Exception e) {\n  log(e);"),
            lines("name package registries", name -> !name.endsWith(".gz"), REGISTRY, "https://repo1.maven" + ".org/x"),
            lines("name folders of one machine", name -> !name.endsWith(".gz"), THIS_MACHINE, "cd /ro" + "ot/x"),
            lines(
                    "print; core and gateways have no console",
                    name -> name.matches(
                            "(core|server/node|server/gateway-sqs)/.*/src/main/.*\\.java|core/\\w+/src/main/.*\\.java"),
                    PRINT,
                    "System.out.println();"),
            new TidyRule(
                    "leave a class without a sentence that defines it",
                    name -> name.endsWith(".java") && name.contains("/src/main/") && !name.endsWith("-info.java"),
                    TidyRule::undocumentedType,
                    "package a;\n\npublic final class A {\n"),
            new TidyRule(
                    "end without a line end",
                    TidyRule::isCode,
                    lines -> lines.isEmpty() || !lines.getLast().isEmpty() ? List.of(lines.size()) : List.of(),
                    "x"));

    /** Finds the numbers of the lines that break a rule; a file's text is split at line ends, nothing dropped. */
    @FunctionalInterface
    interface Check {
        List<Integer> broken(List<String> lines);
    }

    private static TidyRule lines(String name, Predicate<String> where, Pattern pattern, String example) {
        return new TidyRule(
                name,
                where,
                lines -> matching(lines, line -> pattern.matcher(line).find()),
                example);
    }

    private static boolean isCode(String name) {
        return name.endsWith(".java") || name.endsWith(".sh") || name.endsWith(".py") || name.equals("skidway");
    }

    private static List<Integer> matching(List<String> lines, Predicate<String> breaks) {
        List<Integer> broken = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (breaks.test(lines.get(i))) {
                broken.add(i + 1);
            }
        }
        return broken;
    }

    /** Relies on the enforced formatting: a member's body ends in a brace at the depth at which the member began. */
    private static List<Integer> longMethods(List<String> lines) {
        List<Integer> broken = new ArrayList<>();
        for (int end = 0; end < lines.size(); end++) {
            String line = lines.get(end);
            if (!line.equals("    }") && !line.equals("        }")) {
                continue;
            }
            int depth = line.length() - 1;
            int begin = end - 1;
            while (begin > 0 && !beginsMember(lines.get(begin), depth)) {
                begin--;
            }
            boolean isType = TYPE.matcher(lines.get(begin)).find();
            if (!isType && end - begin + 1 > METHOD_LINES_MAX) {
                broken.add(begin + 1);
            }
        }
        return broken;
    }

    private static boolean beginsMember(String line, int depth) {
        return line.length() > depth && line.substring(0, depth).isBlank() && Character.isLetter(line.charAt(depth));
    }

    private static List<Integer> catchAlls(List<String> lines) {
        List<Integer> broken = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String handler = String.join(" ", lines.subList(i, endOfBlock(lines, i)));
            boolean said = handler.contains("hread root") || handler.contains("throw ");
            if (CATCH_ALL.matcher(lines.get(i)).find() && !said) {
                broken.add(i + 1);
            }
        }
        return broken;
    }

    private static int endOfBlock(List<String> lines, int begin) {
        String indent = lines.get(begin).replaceAll("\\S.*", "");
        int end = begin + 1;
        while (end < lines.size() && !lines.get(end).startsWith(indent + "}")) {
            end++;
        }
        return end;
    }

    private static List<Integer> undocumentedType(List<String> lines) {
        boolean documented = false;
        for (int i = 0; i < lines.size(); i++) {
            documented |= lines.get(i).startsWith("/**");
            boolean declares = !lines.get(i).startsWith(" ")
                    && !lines.get(i).startsWith("/")
                    && TYPE.matcher(lines.get(i)).find();
            if (declares) {
                return documented ? List.of() : List.of(i + 1);
            }
        }
        return List.of();
    }

    /** The places in a file that break this rule. */
    List<String> findings(Path file) {
        String name = Project.name(file);
        if (!where.test(name)) {
            return List.of();
        }
        return check.broken(split(Project.read(file))).stream()
                .map(line -> name + ":" + line)
                .toList();
    }

    boolean seesItsExample() {
        return !check.broken(split(example)).isEmpty();
    }

    private static List<String> split(String text) {
        return List.of(text.split("\n", -1));
    }
}
