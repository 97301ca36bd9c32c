package vektra.monitors.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.addons.Requests;
import vektra.model.monitor.Status;
import vektra.model.text.VektraException;

class AddonProbeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final MemoryHome home = MemoryHome.onFiles().withServices();
    private final AddonProbe probe = probe("book");
    private final Check check = new Bounded(probe, "note", Executors.newCachedThreadPool());

    private AddonProbe probe(String name) {
        home.create("note", "ledger", name, null);
        return new AddonProbe(home.open().trials(), name);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void an_add_on_is_tested_with_the_credentials_of_each_moment() {
        assertThat(check.run(TIMEOUT)).isEqualTo(Checked.SUCCESS);
        String before = probe.trial().vars().get("LEDGER_URL");
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "ledger")));
        assertThat(check.run(TIMEOUT)).isEqualTo(Checked.SUCCESS);
        assertThat(probe.trial().vars().get("LEDGER_URL")).isNotEqualTo(before);
    }

    @Test
    void a_server_that_is_down_or_hangs_is_no_success() {
        home.world().kill("ledger");
        assertThat(check.run(TIMEOUT).status()).isEqualTo(Status.FAILURE);
        home.world().wake("ledger");
        home.world().hang("ledger");
        assertThat(check.run(TIMEOUT).status()).isEqualTo(Status.TIMEOUT);
    }

    @Test
    void an_add_on_that_was_destroyed_meanwhile_cannot_be_tested() {
        home.unbind("note", "ledger");
        Checked checked = check.run(TIMEOUT);
        assertThat(checked.status()).isEqualTo(Status.ERROR);
        assertThat(checked.reason()).contains("no app has book attached");
    }

    @Test
    void the_name_is_looked_up_before_the_first_attempt() {
        assertThatThrownBy(() -> new AddonProbe(home.open().trials(), "bok").trial())
                .isInstanceOf(VektraException.class)
                .hasMessage("no add-on 'bok'");
    }
}
