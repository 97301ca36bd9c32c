package vektra.bench;

import java.util.ArrayList;
import java.util.List;

/** What the rounds of one measurement gave. */
final class Series {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double last() {
        return values.get(values.size() - 1);
    }

    double median() {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
