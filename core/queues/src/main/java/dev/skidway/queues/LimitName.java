package dev.skidway.queues;

/** Name of a shared limit in its namespace. */
public record LimitName(String namespace, String name) implements Comparable<LimitName> {

    @Override
    public int compareTo(LimitName other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
