package vektra.model.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;

class SpaceSettingsTest {
    private static final SpaceSettings SETTINGS = new SpaceSettings(List.of(space("prod"), space("od")), Map.of());

    private static Space space(String name) {
        return new Space(new SpaceName(name), List.of());
    }

    @ParameterizedTest
    @CsvSource({"note-prod,prod", "a-b-prod,prod", "note-od,od", "prod,", "noteprod,", "prod-note,", "note-dev,"})
    void an_app_is_in_the_space_that_its_name_ends_in(String app, String space) {
        assertThat(SETTINGS.of(new AppName(app))
                        .map(found -> found.name().value())
                        .orElse(null))
                .isEqualTo(space);
    }

    @Test
    void a_plan_that_asks_for_nothing_any_more_is_as_one_never_tagged() {
        ServiceName redis = new ServiceName("redis");
        SpaceSettings tagged = SETTINGS.with(redis, "shared", List.of(new Tag("b"), new Tag("a"), new Tag("b")));
        assertThat(tagged.ofPlan(redis, "shared")).containsExactly(new Tag("a"), new Tag("b"));
        assertThat(tagged.with(redis, "shared", List.of())).isEqualTo(SETTINGS);
    }
}
