package vektra.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private final AtomicInteger opened = new AtomicInteger();

    private Secret sealed(String text) {
        return sealed(text, "sealed " + text);
    }

    private Secret sealed(String text, String seal) {
        return new Secret(new Secret.Seal(seal, "here"), () -> {
            opened.incrementAndGet();
            return text;
        });
    }

    private Values values(String... namesAndTexts) {
        Map<String, Secret> secrets = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            secrets.put(namesAndTexts[i], sealed(namesAndTexts[i + 1]));
        }
        return Values.ofSecrets(secrets);
    }

    @Test
    void names_copies_and_comparisons_of_equal_seals_open_nothing() {
        Values some = values("A", "1", "B", "2");
        assertThat(some.keySet()).containsExactly("A", "B");
        assertThat(some.containsKey("A")).isTrue();
        assertThat(some.size()).isEqualTo(2);
        assertThat(some.equals(values("A", "1", "B", "2"))).isTrue();
        assertThat(Values.sorted(some).equals(some)).isTrue();
        assertThat(Values.changed(some, values("B", "2"))).containsExactly("A");
        assertThat(Values.same("A", some, Values.ofSecrets(Values.secrets(some))))
                .isTrue();
        assertThat(opened).hasValue(0);
    }

    @Test
    void a_value_is_opened_once_when_it_is_asked_for() {
        Values some = values("A", "1", "B", "2");
        assertThat(some.get("A")).isEqualTo("1");
        assertThat(some.get("A")).isEqualTo("1");
        assertThat(opened).hasValue(1);
        assertThat(some).isEqualTo(Map.of("A", "1", "B", "2"));
        assertThat(Map.of("A", "1", "B", "2")).isEqualTo(some).hasSameHashCodeAs(some);
        assertThat(opened).hasValue(2);
    }

    @Test
    void equal_values_are_equal_under_whatever_seal() {
        assertThat(sealed("1", "x")).isEqualTo(sealed("1", "y")).isEqualTo(new Secret("1"));
        assertThat(sealed("1", "x")).isNotEqualTo(sealed("2", "y"));
        assertThat(Values.same("A", values("A", "1"), Map.of("A", "1"))).isTrue();
        assertThat(Values.same("A", values("A", "1"), Map.of())).isFalse();
    }

    @Test
    void they_cannot_be_changed() {
        for (Runnable change : List.<Runnable>of(
                () -> values("A", "1").put("B", "2"),
                () -> values("A", "1").keySet().remove("A"),
                () -> values("A", "1").entrySet().iterator().next().setValue("2"))) {
            assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
