package vektra.addons.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Snapshot;

class DestroyHomeTest {
    private static final String HOME = "/home/ann/.vektra";
    private static final ServiceName LEDGER = new ServiceName("ledger");
    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb destroy() {
        return at -> at.destroyHome().destroy(HOME, MemoryHome.YES);
    }

    /** Shared between apps, kept by none, on a server of its own, and backed up. */
    private void fill() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        home.create("solo", "ledger:dedicated", "big", null);
        home.bind("guest", "cache");
        home.create("gone", "ledger", "old", null);
        home.destroyApp("gone");
        home.run(at -> at.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
    }

    @Test
    void nothing_of_it_is_left() {
        fill();
        DestroyHome.Destroyed destroyed = home.open().destroyHome().destroy(HOME, MemoryHome.YES);
        assertThat(destroyed.services()).extracting(ServiceName::value).containsExactlyInAnyOrder("cache", "ledger");
        assertThat(destroyed.addons()).contains("book", "big", "old").hasSize(4);
        assertThat(destroyed.apps()).hasSize(3);
        Snapshot left = home.doors().store().read();
        assertThat(left.appNames()).isEmpty();
        assertThat(left.addonNames()).isEmpty();
        assertThat(left.services()).isEmpty();
        assertThat(home.world().states()).isEmpty();
        assertThat(home.files().keySet()).noneMatch(file -> file.endsWith(".dump"));
        home.assertSound();
    }

    @Test
    void of_an_adopted_server_only_what_is_ours_goes() {
        home.run(at -> at.services().disable().destroy(LEDGER, MemoryHome.YES));
        home.run(at ->
                at.services().enable().enable(LEDGER, Map.of(), home.world().startElsewhere()));
        home.bind("note", "ledger");
        home.run(destroy());
        assertThat(home.world().places()).isEmpty();
        assertThat(home.world().states()).hasSize(1).containsValue("running");
    }

    @Test
    void it_is_confirmed_by_its_path_and_says_what_goes() {
        fill();
        List<String> asked = new ArrayList<>();
        home.run(at -> at.destroyHome().destroy(HOME, (danger, accepted) -> {
            asked.add(danger);
            asked.addAll(accepted);
        }));
        assertThat(asked.get(0))
                .startsWith("this permanently deletes 3 apps, 4 add-ons with their data")
                .endsWith("and 1 backup in " + HOME);
        assertThat(asked.subList(1, asked.size())).containsExactly(HOME);
    }

    @Test
    void not_confirmed_it_changes_nothing() {
        fill();
        Refused.as(
                Kind.INVALID,
                home,
                at -> at.destroyHome().destroy(HOME, (danger, accepted) -> {
                    throw VektraException.invalid("not confirmed: " + danger, null);
                }),
                "not confirmed");
    }

    @Test
    void a_server_that_does_not_answer_keeps_what_is_on_it_and_nothing_else() {
        home.run(at -> at.services().disable().destroy(LEDGER, MemoryHome.YES));
        home.run(at ->
                at.services().enable().enable(LEDGER, Map.of(), home.world().startElsewhere()));
        home.bind("note", "ledger");
        home.bind("note", "cache");
        home.world().kill("elsewhere");
        assertThatThrownBy(() -> home.run(destroy())).hasMessageContaining("does not answer");
        assertThat(home.doors().store().read().services())
                .extracting(known -> known.name().value())
                .containsExactly("ledger");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        fill();
        return Sweep.inParts(home.copy(), destroy());
    }
}
