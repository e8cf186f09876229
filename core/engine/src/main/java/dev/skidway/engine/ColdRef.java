package dev.skidway.engine;

/**
 * Where a part of a domain's state lies in its {@link ColdStore}.
 *
 * @param file files are filled in ascending order
 * @param offset first byte in it
 * @param length bytes it takes there
 * @param crc checksum of what was written
 */
public record ColdRef(long file, long offset, int length, int crc) {}
