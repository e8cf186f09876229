package dev.skidway.client;

import dev.skidway.v1.PageRequest;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The entries of a list, fetched page by page as they are read.
 *
 * @param <T> an entry
 */
final class Pages<T> implements Iterator<T> {

    private final Function<PageRequest, Page<T>> fetch;
    private Iterator<T> entries = Collections.emptyIterator();
    private String next = "";
    private boolean last;

    private Pages(Function<PageRequest, Page<T>> fetch) {
        this.fetch = fetch;
    }

    /** Some entries, which may be none though more follow; {@code next} is empty on the last page. */
    record Page<T>(List<T> entries, String next) {}

    static <T> Stream<T> stream(Function<PageRequest, Page<T>> fetch) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages<>(fetch), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        while (!entries.hasNext() && !last) {
            Page<T> page = fetch.apply(PageRequest.newBuilder().setPage(next).build());
            entries = page.entries().iterator();
            next = page.next();
            last = next.isEmpty();
        }
        return entries.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the list has ended");
        }
        return entries.next();
    }
}
