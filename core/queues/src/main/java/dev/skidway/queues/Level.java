package dev.skidway.queues;

/** The lanes of one priority: those that may be served now, least charged first. */
final class Level {

    final int priority;
    /** The charge of the lane served last, before it was charged for it; only grows. A lane that becomes active starts no lower. */
    long virtualCharge;
    /** Lanes that exist, active or not. */
    int lanes;

    final Active active = new Active();
    int servingIndex = IndexedHeap.ABSENT;

    Level(int priority) {
        this.priority = priority;
    }

    /** Least charged, then fewest in flight, then oldest lane. */
    static boolean before(long chargeA, int inFlightA, long numberA, long chargeB, int inFlightB, long numberB) {
        if (chargeA != chargeB) {
            return chargeA < chargeB;
        }
        return inFlightA != inFlightB ? inFlightA < inFlightB : numberA < numberB;
    }

    /** Lanes in line, each for its key. */
    static final class Active extends IndexedHeap<Lane> {

        @Override
        boolean before(Lane a, Lane b) {
            return Level.before(a.charge, a.keyLanes.inFlight, a.number(), b.charge, b.keyLanes.inFlight, b.number());
        }

        @Override
        int indexOf(Lane lane) {
            return lane.activeIndex;
        }

        @Override
        void place(Lane lane, int index) {
            lane.activeIndex = index;
        }
    }

    /** Lanes with at least one message, the one with the oldest first. */
    static final class ByAge extends IndexedHeap<Lane> {

        @Override
        boolean before(Lane a, Lane b) {
            return a.oldestMillis != b.oldestMillis ? a.oldestMillis < b.oldestMillis : a.number() < b.number();
        }

        @Override
        int indexOf(Lane lane) {
            return lane.ageIndex;
        }

        @Override
        void place(Lane lane, int index) {
            lane.ageIndex = index;
        }
    }
}
