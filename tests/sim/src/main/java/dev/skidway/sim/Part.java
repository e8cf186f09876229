package dev.skidway.sim;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of several parts of equal size that a long row of runs is split into, so that it can be spread over time and machines.
 *
 * @param number from 1 to {@code count}
 * @param count how many parts there are
 */
record Part(int number, int count) {

    static final Part WHOLE = new Part(1, 1);

    /** Whether the run at {@code index} of the row belongs to this part. */
    boolean contains(long index) {
        return index % count == number - 1;
    }

    /** Reads "3/100". */
    static final class Converter implements ITypeConverter<Part> {

        @Override
        public Part convert(String text) {
            String[] numbers = text.split("/", -1);
            try {
                Part part = new Part(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[numbers.length - 1]));
                if (numbers.length == 2 && part.number >= 1 && part.number <= part.count) {
                    return part;
                }
            } catch (NumberFormatException e) {
                throw expected(text);
            }
            throw expected(text);
        }

        private static TypeConversionException expected(String text) {
            return new TypeConversionException("expected I/N with I from 1 to N, such as 3/100, found " + text);
        }
    }
}
