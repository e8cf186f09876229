package dev.skidway.base;

/**
 * A stable, searchable name of one kind of failure, such as {@code SK-JRN-004}.
 *
 * <p>Each module lists its codes in one enum that implements this interface; every code has a page {@code docs/errors/<code>.md}.
 */
public interface ErrorCode {

    /** The stable code, for example {@code SK-JRN-004}. */
    String code();
}
