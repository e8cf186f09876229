package dev.skidway.testkit;

/** Thrown out of a disk call in the middle of which the machine dies; not an exception, so that no product code catches it. */
public final class PowerLost extends Error {

    private final String during;

    PowerLost(String during) {
        super("power lost during " + during);
        this.during = during;
    }

    /** The kind of call it came out of, with the kind of file: the same for all files that differ only in number. */
    public String point() {
        return during.replaceFirst("-[0-9a-z-]+(\\.[a-z]+)?$", "$1");
    }
}
