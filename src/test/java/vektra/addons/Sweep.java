package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import vektra.model.Kind;
import vektra.model.VektraException;

/**
 * One test for each point at which a verb can be cut off. A process crashes there, or a step outside reports a failure;
 * then the next process settles what was left, all is as before or as after the verb, and the verb works.
 */
final class Sweep {
    private static final int MORE_THAN_ANY_VERB_HAS = 150;

    private final MemoryHome before;
    private final MemoryHome.Verb verb;
    private final List<Kind> onceDone;
    private final String was;
    private final String becomes;

    private Sweep(MemoryHome before, MemoryHome.Verb verb, List<Kind> onceDone) {
        this.before = before;
        this.verb = verb;
        this.onceDone = onceDone;
        this.was = before.shape();
        try (MemoryHome unhurt = before.copy()) {
            unhurt.run(verb);
            unhurt.assertSound();
            this.becomes = unhurt.shape();
        }
    }

    /**
     * A sweep over a verb.
     *
     * @param start what the home is like before, with both services enabled
     * @param onceDone what the verb may be refused as where it was done already
     */
    static Stream<DynamicTest> of(Consumer<MemoryHome> start, MemoryHome.Verb verb, Kind... onceDone) {
        MemoryHome home = MemoryHome.enabled();
        start.accept(home);
        return of(home, verb, onceDone);
    }

    /** The same with a home that was made for it. */
    static Stream<DynamicTest> of(MemoryHome before, MemoryHome.Verb verb, Kind... onceDone) {
        Sweep sweep = new Sweep(before, verb, List.of(onceDone));
        return Stream.concat(points("crash at point ", sweep::crashes), points("failure of step ", sweep::fails))
                .onClose(before::close);
    }

    /** Tests until one says that the verb came to its end before its point. */
    private static Stream<DynamicTest> points(String name, IntPredicate test) {
        Iterator<DynamicTest> each = new Iterator<>() {
            private int point = 0;
            private boolean over;

            @Override
            public boolean hasNext() {
                return !over && point < MORE_THAN_ANY_VERB_HAS;
            }

            @Override
            public DynamicTest next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int number = ++point;
                return DynamicTest.dynamicTest(name + number, () -> over = !test.test(number));
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(each, 0), false);
    }

    /** Whether there was such a point. */
    private boolean crashes(int point) {
        assertThat(point).as("points of the verb").isLessThan(MORE_THAN_ANY_VERB_HAS);
        try (MemoryHome home = before.copy()) {
            Optional<String> died = home.crashAt(point, verb);
            home.open().settle();
            goesOn(home, died.orElse("no crash"));
            return died.isPresent();
        }
    }

    private boolean fails(int step) {
        assertThat(step).as("steps of the verb").isLessThan(MORE_THAN_ANY_VERB_HAS);
        try (MemoryHome home = before.copy()) {
            home.world().failAt(step);
            Throwable thrown = catchThrowable(() -> home.run(verb));
            String failed = home.world().failed();
            home.world().failAt(0);
            if (thrown != null) {
                assertThat(thrown).as(failed).isInstanceOf(VektraException.class);
                assertThat(failed).as(thrown.toString()).isNotEmpty();
            }
            home.open().settleNow();
            goesOn(home, failed);
            return !failed.isEmpty();
        }
    }

    private void goesOn(MemoryHome home, String where) {
        String is = home.shape();
        assertThat(is).as("all or nothing after " + where).isIn(was, becomes);
        try {
            home.assertSound();
        } catch (AssertionError e) {
            throw new AssertionError("after " + where + ": " + e.getMessage(), e);
        }
        boolean done = is.equals(becomes);
        try {
            home.run(verb);
            if (!done) {
                assertThat(home.shape()).as("again after " + where).isEqualTo(becomes);
            }
        } catch (VektraException e) {
            if (!done || !onceDone.contains(e.kind())) {
                throw new AssertionError("again after " + where + ": " + e, e);
            }
        }
        home.assertSound();
    }
}
