package dev.skidway.testkit;

import java.util.ArrayList;
import java.util.List;

/** What one thing (a length) may be after a power cut: its durable value, then every value written since. */
final class Versions<T> {

    private final List<Version<T>> versions = new ArrayList<>(2);

    private static final class Version<T> {
        T value;
        final long moment;
        boolean coverable = true;

        Version(T value, long moment) {
            this.value = value;
            this.moment = moment;
        }
    }

    Versions(T durable) {
        versions.add(new Version<>(durable, Long.MIN_VALUE));
    }

    Versions(Versions<T> other) {
        for (Version<T> version : other.versions) {
            Version<T> copy = new Version<>(version.value, version.moment);
            copy.coverable = version.coverable;
            versions.add(copy);
        }
    }

    void written(T value, long moment) {
        versions.add(new Version<>(value, moment));
    }

    T newest() {
        return versions.getLast().value;
    }

    T durable() {
        return versions.getFirst().value;
    }

    boolean certain() {
        return versions.size() == 1;
    }

    /** A force covered everything written up to {@code moment}. */
    void forced(long moment) {
        for (int i = versions.size() - 1; i > 0; i--) {
            if (versions.get(i).coverable && versions.get(i).moment <= moment) {
                versions.subList(0, i).clear();
                return;
            }
        }
    }

    /** A force of everything up to {@code moment} failed: no later force covers these values, only newer ones. */
    void forceFailed(long moment) {
        for (int i = 1; i < versions.size(); i++) {
            if (versions.get(i).moment <= moment) {
                versions.get(i).coverable = false;
            }
        }
    }

    /** Index of the version that survives. */
    int surviving(Survival survival) {
        return survival.version(
                versions.stream().mapToLong(version -> version.moment).toArray());
    }

    T version(int index) {
        return versions.get(index).value;
    }

    int count() {
        return versions.size();
    }
}
