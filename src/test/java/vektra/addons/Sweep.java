package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/**
 * One test for each point at which a verb can be cut off. A process crashes there, or a step outside reports a failure;
 * then the next process settles what was left, all is as before or as after the verb, and the verb works.
 */
public final class Sweep {
    private static final int MORE_THAN_ANY_VERB_HAS = 150;

    private final MemoryHome before;
    private final MemoryHome.Verb verb;
    private final List<Kind> onceDone;
    private final boolean whole;
    private final String was;
    private final String becomes;

    private Sweep(boolean whole, MemoryHome before, MemoryHome.Verb verb, List<Kind> onceDone) {
        this.whole = whole;
        this.before = before;
        this.verb = verb;
        this.onceDone = onceDone;
        this.was = before.shape();
        try (MemoryHome unhurt = before.copy()) {
            unhurt.run(verb);
            unhurt.assertSound();
            this.becomes = unhurt.shape();
            if (whole) {
                assertThat(becomes).as("the verb changes something").isNotEqualTo(was);
            }
        }
    }

    /**
     * A sweep over a verb.
     *
     * @param start what the home is like before, with both services enabled
     * @param onceDone what the verb may be refused as where it was done already
     */
    public static Stream<DynamicTest> of(Consumer<MemoryHome> start, MemoryHome.Verb verb, Kind... onceDone) {
        MemoryHome home = MemoryHome.enabled();
        start.accept(home);
        return of(home, verb, onceDone);
    }

    /** The same with a home that was made for it. */
    public static Stream<DynamicTest> of(MemoryHome before, MemoryHome.Verb verb, Kind... onceDone) {
        return tests(new Sweep(true, before, verb, List.of(onceDone)));
    }

    /** A sweep over what is several changes, or what may leave a server stopped: it is only done when it was done again. */
    public static Stream<DynamicTest> inParts(MemoryHome before, MemoryHome.Verb verb, Kind... onceDone) {
        return tests(new Sweep(false, before, verb, List.of(onceDone)));
    }

    private static Stream<DynamicTest> tests(Sweep sweep) {
        return Stream.concat(points("crash at point ", sweep::crashes), points("failure of step ", sweep::fails))
                .onClose(sweep.before::close);
    }

    private interface Point {
        /** @param none called when the verb came to its end before the point of that number */
        void at(int number, Runnable none);
    }

    /** Tests until one says that the verb came to its end before its point. */
    private static Stream<DynamicTest> points(String name, Point test) {
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
                return DynamicTest.dynamicTest(name + number, () -> test.at(number, () -> over = true));
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(each, 0), false);
    }

    private void crashes(int point, Runnable none) {
        assertThat(point).as("points of the verb").isLessThan(MORE_THAN_ANY_VERB_HAS);
        try (MemoryHome home = before.copy()) {
            Optional<String> died = home.crashAt(point, verb);
            if (died.isEmpty()) {
                none.run();
            }
            home.settle();
            goesOn(home, died.orElse("no crash"));
        }
    }

    private void fails(int step, Runnable none) {
        assertThat(step).as("steps of the verb").isLessThan(MORE_THAN_ANY_VERB_HAS);
        try (MemoryHome home = before.copy()) {
            home.world().failAt(step);
            Throwable thrown = catchThrowable(() -> home.run(verb));
            String failed = home.world().failed();
            home.world().failAt(0);
            if (failed.isEmpty()) {
                none.run();
            }
            if (thrown != null) {
                assertThat(thrown).as(failed).isInstanceOf(VektraException.class);
                assertThat(failed).as(thrown.toString()).isNotEmpty();
            }
            home.settleNow();
            goesOn(home, failed);
        }
    }

    private void again(MemoryHome home, String where) {
        try {
            home.run(verb);
        } catch (VektraException e) {
            if (!onceDone.contains(e.kind())) {
                throw new AssertionError("again after " + where + ": " + e, e);
            }
        }
        assertThat(home.shape()).as("again after " + where).isEqualTo(becomes);
        home.assertSound();
    }

    private void goesOn(MemoryHome home, String where) {
        if (!whole) {
            again(home, where);
            return;
        }
        String is = home.shape();
        assertThat(is).as("all or nothing after " + where).isIn(was, becomes);
        try {
            home.assertSound();
        } catch (AssertionError e) {
            throw new AssertionError("after " + where + ": " + e.getMessage(), e);
        }
        boolean done = is.equals(becomes);
        String rest = home.everything();
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
        if (!home.everything().equals(rest)) {
            home.assertSound();
        }
    }
}
