package dev.skidway.coverage;

/**
 * A place in the sources where something has gone wrong: what a test must reach.
 *
 * @param file the path of its source, from the project's folder
 * @param line where it begins
 * @param method the method it stands in, {@code <init>} for constructors and fields
 * @param text its first words, such as {@code catch (IOException e)}
 * @param proof which lines can prove that it ran
 */
record ErrorBranch(String file, Kind kind, int line, String method, String text, Proof proof) {

    /**
     * The lines that can prove that a branch ran.
     *
     * @param first the first one
     * @param last the last one
     * @param shared whether the first one holds other code too, and proves it only when all of it ran
     * @param statement the first line of its statement: the compiler may give the lines above no code of their own
     */
    record Proof(int first, int last, boolean shared, int statement) {}

    enum Kind {
        /** A catch block. */
        CATCH,
        /** A throw. */
        THROW,
        /** A rejection, or a failure that is handed on without being thrown here. */
        REFUSAL
    }

    /** How a list of exceptions names it: no line numbers, which move. */
    String name() {
        return file.substring(file.lastIndexOf('/') + 1) + "#" + method + ": " + text;
    }

    boolean contains(ErrorBranch other) {
        return kind == Kind.CATCH
                && file.equals(other.file)
                && other.kind != Kind.CATCH
                && proof.first <= other.line
                && other.line <= proof.last;
    }

    @Override
    public String toString() {
        return file + ":" + line + " " + name();
    }
}
