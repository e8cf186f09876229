package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap whose members know their place, so that one that changed can be moved without a search.
 *
 * <p>The order must be total: then what comes out does not depend on how the heap came to be.
 */
abstract class IndexedHeap<T> {

    static final int ABSENT = -1;

    private @Nullable Object[] members = new @Nullable Object[2];
    private int size;

    abstract boolean before(T a, T b);

    abstract int indexOf(T member);

    abstract void place(T member, int index);

    final int size() {
        return size;
    }

    final boolean isEmpty() {
        return size == 0;
    }

    /** The member at a node; its children are at {@code 2 * index + 1} and {@code 2 * index + 2}. */
    @SuppressWarnings("unchecked")
    final T at(int index) {
        Invariant.check(index < size, "heap index");
        Object member = members[index];
        Invariant.check(member != null, "heap member");
        return (T) java.util.Objects.requireNonNull(member);
    }

    final boolean contains(T member) {
        return indexOf(member) != ABSENT;
    }

    /** The same where a member knows its place in one of several heaps. */
    final boolean holds(T member) {
        int index = indexOf(member);
        return index != ABSENT && index < size && member.equals(members[index]);
    }

    final void add(T member) {
        Invariant.check(!contains(member), "heap member added twice");
        if (size == members.length) {
            members = Arrays.copyOf(members, size * 2);
        }
        size++;
        siftUp(size - 1, member);
    }

    final void remove(T member) {
        int index = indexOf(member);
        Invariant.check(index != ABSENT, "heap member removed twice");
        size--;
        @SuppressWarnings("unchecked")
        T last = (T) java.util.Objects.requireNonNull(members[size]);
        members[size] = null;
        place(member, ABSENT);
        if (index < size) {
            settle(index, last);
        }
    }

    /** Restores the order after {@code member}'s key changed. */
    final void changed(T member) {
        settle(indexOf(member), member);
    }

    private void settle(int index, T member) {
        if (index > 0 && before(member, at((index - 1) >>> 1))) {
            siftUp(index, member);
        } else {
            siftDown(index, member);
        }
    }

    private void siftUp(int from, T member) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            T above = at(parent);
            if (!before(member, above)) {
                break;
            }
            set(index, above);
            index = parent;
        }
        set(index, member);
    }

    private void siftDown(int from, T member) {
        int index = from;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && before(at(child + 1), at(child))) {
                child++;
            }
            T below = at(child);
            if (!before(below, member)) {
                break;
            }
            set(index, below);
            index = child;
        }
        set(index, member);
    }

    private void set(int index, T member) {
        members[index] = member;
        place(member, index);
    }

    /** Its members in order, found one by one; the heap must not change meanwhile. */
    final Iterator<T> inOrder() {
        PriorityQueue<Integer> nodes = new PriorityQueue<>((a, b) -> a.equals(b) ? 0 : before(at(a), at(b)) ? -1 : 1);
        if (size > 0) {
            nodes.add(0);
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !nodes.isEmpty();
            }

            @Override
            public T next() {
                int node = nodes.remove();
                for (int child = 2 * node + 1; child <= 2 * node + 2 && child < size; child++) {
                    nodes.add(child);
                }
                return at(node);
            }
        };
    }

    final void checkConsistency() {
        for (int index = 0; index < size; index++) {
            Invariant.check(indexOf(at(index)) == index, "heap index of a member", index, indexOf(at(index)));
            Invariant.check(index == 0 || !before(at(index), at((index - 1) >>> 1)), "heap order");
        }
    }
}
