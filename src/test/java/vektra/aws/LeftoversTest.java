package vektra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private final Leftovers leftovers = new Leftovers();
    private final List<String> deleted = new ArrayList<>();
    private boolean hangs;

    private void with(String place, String thing, Consumer<String> test) {
        leftovers.with(place, thing, test, one -> {
            if (hangs) {
                throw new IllegalStateException("hangs");
            }
            deleted.add(one);
        });
    }

    private static void hanging(String thing) {
        throw new IllegalStateException("hangs");
    }

    @Test
    void a_thing_is_deleted_after_its_test() {
        with("here", "one", one -> {});
        assertThat(deleted).containsExactly("one");
    }

    @Test
    void also_after_one_that_failed_whose_failure_is_the_one_that_counts() {
        assertThatThrownBy(() -> with("here", "one", one -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(deleted).containsExactly("one");
    }

    /** A server that goes on makes what it was asked for, long after it was given up. */
    @Test
    void what_could_not_be_deleted_is_after_the_next_success_in_the_same_place() {
        hangs = true;
        assertThatThrownBy(() -> with("here", "one", LeftoversTest::hanging)).hasMessage("hangs");
        assertThatThrownBy(() -> with("here", "two", LeftoversTest::hanging)).hasMessage("hangs");
        hangs = false;
        with("elsewhere", "other", one -> {});
        assertThat(deleted).containsExactly("other");
        with("here", "three", one -> {});
        assertThat(deleted).containsExactlyInAnyOrder("other", "one", "two", "three");
        with("here", "four", one -> {});
        assertThat(deleted).hasSize(5);
    }

    @Test
    void a_long_outage_is_cleared_in_pieces_and_remembered_within_bounds() {
        hangs = true;
        for (int i = 0; i < 2000; i++) {
            String thing = "thing-" + i;
            assertThatThrownBy(() -> with("here", thing, LeftoversTest::hanging))
                    .hasMessage("hangs");
        }
        hangs = false;
        with("here", "first", one -> {});
        assertThat(deleted).hasSize(21);
        for (int i = 0; i < 100; i++) {
            with("here", "again", one -> {});
        }
        assertThat(deleted.stream().filter(one -> one.startsWith("thing-"))).hasSize(1000);
    }
}
