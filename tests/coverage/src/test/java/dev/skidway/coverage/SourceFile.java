package dev.skidway.coverage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;

/** A Java source for the compiler, named by its path from the project's folder. */
final class SourceFile extends SimpleJavaFileObject {
    private final String name;
    private final String text;

    SourceFile(String name, String text) {
        super(URI.create("string:///" + name.replaceFirst("^.*/src/main/java/", "")), Kind.SOURCE);
        this.name = name;
        this.text = text;
    }

    /** The error branches of all sources that {@code modules} ship. */
    static List<ErrorBranch> branchesUnder(Path root, List<String> modules) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (String module : modules) {
            try (Stream<Path> walk = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                for (Path file : walk.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    sources.add(new SourceFile(root.relativize(file).toString(), Files.readString(file)));
                }
            }
        }
        return ErrorBranches.of(sources);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
