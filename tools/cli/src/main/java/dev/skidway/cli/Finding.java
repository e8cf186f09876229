package dev.skidway.cli;

import dev.skidway.base.SkidwayException;

/**
 * One thing that is damaged.
 *
 * @param code has a page in {@code docs/errors}
 * @param text names file and offset, and says what to do
 */
record Finding(String code, String text) {

    static Finding of(SkidwayException failure) {
        return new Finding(failure.code().code(), failure.text());
    }
}
