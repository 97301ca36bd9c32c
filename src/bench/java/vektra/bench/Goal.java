package vektra.bench;

import java.util.Locale;

/** How a goal reads, and whether it is met. */
final class Goal {
    private Goal() {}

    static String atMost(double most, double value) {
        return verdict("at most " + most, value <= most);
    }

    static String atLeast(double least, double value) {
        return verdict("at least " + least, value >= least);
    }

    static String verdict(String goal, boolean met) {
        return goal + (met ? ": met" : ": missed");
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
