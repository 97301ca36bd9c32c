package vektra.provider.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.addon.Resource;
import vektra.model.name.Id;

class NamespaceTest {
    private static final Id ID = new Id("0123abcd-4567-4000-8000-000000000000");

    @Test
    void is_the_label_a_dot_and_the_brief_id() {
        assertThat(of("note", ID)).isEqualTo("note.0123abcd4567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "note", "a-1-b-22", "", "Größe", "two words", "tab\tand\nline", "a.b", "日本語"})
    void fits_into_a_key(String label) {
        assertThat(of(label, ID)).matches("[A-Za-z0-9-]*\\.[0-9a-f]{12}").hasSizeLessThanOrEqualTo(45);
    }

    @Test
    void is_short_for_the_longest_label() {
        assertThat(of("a".repeat(63), ID)).hasSize(45);
    }

    @Test
    void is_never_the_beginning_of_another() {
        String one = of("note", ID);
        assertThat(of(one, Id.fresh())).doesNotStartWith(one);
        assertThat(of("note", Id.fresh())).doesNotStartWith(one);
        assertThat(of("note-x", ID)).doesNotStartWith(one);
    }

    @Test
    void stays_what_it_was_given() {
        Resource old = new Resource(ID, "note", Map.of("namespace", "from-an-older-version"));
        assertThat(Namespace.of(old)).isEqualTo("from-an-older-version");
    }

    private static String of(String label, Id id) {
        return Namespace.of(new Resource(id, label, Map.of()));
    }
}
