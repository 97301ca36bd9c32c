package vektra.addons.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Sweep;
import vektra.model.name.AppName;

class PostdeployTest {
    private static final AppName NOTE = new AppName("note");
    private static final MemoryHome.Verb DONE = at -> at.postdeploy().done(NOTE);

    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private boolean isDue(String app) {
        return home.open().postdeploy().isDue(new AppName(app));
    }

    @Test
    void it_is_remembered_of_the_app_under_any_name_and_not_of_a_new_one() {
        home.set("note", "A", "1");
        assertThat(isDue("note")).isTrue();
        int release = home.app("note").release();
        home.run(DONE);
        assertThat(isDue("note")).isFalse();
        assertThat(home.app("note").release()).isEqualTo(release);
        String before = home.shape();
        home.run(DONE);
        assertThat(home.shape()).isEqualTo(before);
        home.run(at -> {
            at.config().set(NOTE, Map.of("B", "2"));
            at.apps().rename(NOTE, new AppName("paper"));
        });
        assertThat(isDue("paper")).isFalse();
        home.destroyApp("paper");
        home.set("paper", "A", "1");
        assertThat(isDue("paper")).isTrue();
        home.assertSound();
    }

    @TestFactory
    Stream<DynamicTest> cut_off_it_is_as_before_or_as_after() {
        MemoryHome start = MemoryHome.enabled();
        start.set("note", "A", "1");
        return Sweep.of(start, DONE);
    }
}
