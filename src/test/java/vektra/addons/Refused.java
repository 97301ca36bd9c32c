package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** That a verb is refused, in words, and has changed nothing. */
public final class Refused {
    private Refused() {}

    /** @param gist words of the message and the hint, in any order */
    public static void as(Kind kind, MemoryHome home, MemoryHome.Verb verb, String... gist) {
        String before = home.shape();
        failing(kind, home, verb, gist);
        assertThat(home.shape()).as("a refusal changes nothing").isEqualTo(before);
    }

    /** That a verb fails, in words; what it did before may stand. */
    public static void failing(Kind kind, MemoryHome home, MemoryHome.Verb verb, String... gist) {
        Throwable thrown = catchThrowable(() -> home.run(verb));
        assertThat(thrown).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).as(e.toString()).isEqualTo(kind);
            assertThat(e.getMessage() + " -> " + e.hint()).contains(gist);
        });
    }
}
