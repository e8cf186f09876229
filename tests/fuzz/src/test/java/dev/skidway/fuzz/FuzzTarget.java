package dev.skidway.fuzz;

import dev.skidway.base.SkidwayException;
import java.util.List;

/** A decoder that gets bytes from outside, or from a disk that may have changed them. */
public interface FuzzTarget {

    /** Its name on the command line, and of its folder of inputs. */
    String name();

    /** Has {@code input} read. Whatever is thrown must be a refusal. */
    void read(byte[] input);

    /** Whether an exception is the decoder's coded way to say no. */
    default boolean refuses(Throwable thrown) {
        return thrown instanceof SkidwayException;
    }

    /** Inputs that real code writes now; recorded ones lie in files. */
    default List<byte[]> written() {
        return List.of();
    }
}
