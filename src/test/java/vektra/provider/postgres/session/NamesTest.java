package vektra.provider.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vektra.model.addon.Resource;
import vektra.model.name.Id;

class NamesTest {
    private final Id addon = new Id("0123abcd-4567-4000-8000-000000000000");
    private final Id attachment = new Id("fedcba98-7654-4000-8000-000000000000");

    @Test
    void names_show_the_label_and_the_ids() {
        Names names = of("my-app");
        assertThat(names.database()).isEqualTo("my-app_0123abcd4567");
        assertThat(names.owner()).isEqualTo("my-app_0123abcd4567_owner");
        assertThat(names.login(attachment)).isEqualTo("my-app_0123abcd4567_fedcba987654");
    }

    @Test
    void the_longest_label_that_fits_stays_whole() {
        String longest = "a".repeat(37);
        assertThat(of(longest).login(attachment)).hasSize(63).startsWith(longest + "_");
    }

    @Test
    void longer_labels_are_cut_and_kept_apart_by_a_hash() {
        Names one = of("a".repeat(62) + "x");
        Names two = of("a".repeat(62) + "y");
        assertThat(one.login(attachment)).hasSize(63);
        assertThat(one).isNotEqualTo(two).isEqualTo(of("a".repeat(62) + "x"));
    }

    @Test
    void a_label_that_would_make_a_reserved_role_gets_a_hash() {
        assertThat(of("pg").database()).matches("pg-[0-9a-f]{6}_0123abcd4567");
        assertThat(of("pgadmin").database()).isEqualTo("pgadmin_0123abcd4567");
    }

    @Test
    void hostile_labels_become_harmless() {
        assertThat(of("x\"; DROP TABLE é'").database()).matches("[a-z0-9_-]+");
    }

    private Names of(String label) {
        return Names.of(new Resource(addon, label, Map.of()));
    }
}
