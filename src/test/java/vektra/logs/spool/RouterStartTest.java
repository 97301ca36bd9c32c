package vektra.logs.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouterStartTest {
    private final List<List<String>> started = new ArrayList<>();
    private final RouterStart router = new RouterStart(started::add);

    @Test
    void starts_one_router_for_all_that_miss_it() {
        router.missed();
        router.missed();
        assertThat(started).containsExactly(List.of("logs:router", "--until-idle"));
    }

    @Test
    void starts_another_one_when_the_first_has_ended() {
        router.missed();
        router.met();
        router.missed();
        assertThat(started).hasSize(2);
    }
}
