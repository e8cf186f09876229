package dev.skidway.queues;

/** Name of a schedule in its namespace. */
public record ScheduleName(String namespace, String name) implements Comparable<ScheduleName> {

    @Override
    public int compareTo(ScheduleName other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
