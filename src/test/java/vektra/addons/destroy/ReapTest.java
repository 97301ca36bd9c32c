package vektra.addons.destroy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class ReapTest {
    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb reap() {
        return at -> at.home().reap().all(MemoryHome.YES);
    }

    private void lease(String app, String plan) {
        home.run(at -> at.bind().bind(Requests.lease(app, plan, "1h")));
    }

    private Reap.Reaped reaped() {
        return home.open().home().reap().all(MemoryHome.YES);
    }

    @Test
    void a_lease_ends_with_its_data_and_every_guest_s_variables() {
        lease("note", "ledger");
        home.attach(home.addon("note").name().value(), "guest", null);
        home.later(Duration.ofMinutes(59));
        assertThat(reaped().ended()).isEmpty();
        home.later(Duration.ofMinutes(1));
        Reap.Ended ended = reaped().ended().get(0);
        assertThat(ended.wholeAddon()).isTrue();
        assertThat(ended.release()).isEqualTo(2);
        assertThat(home.vars("note")).isEmpty();
        assertThat(home.vars("guest")).isEmpty();
        assertThat(home.world().places()).isEmpty();
        home.assertSound();
    }

    @Test
    void any_command_ends_what_is_over_and_says_so() {
        lease("note", "ledger");
        home.later(Duration.ofHours(2));
        home.set("other", "A", "1");
        assertThat(home.said())
                .singleElement()
                .matches(said -> said.matches(
                        "the lease of ledger-[a-z]+-[0-9]+ on note expired: it is destroyed with its data"));
        assertThat(home.world().places()).isEmpty();
        home.assertSound();
    }

    private void destroyedWithBackup() {
        home.create("note", "ledger", "book", null);
        home.run(at -> at.data().backups().now(home.addon("note")));
        home.run(at -> at.destroy().destroy("book", null, false, MemoryHome.YES));
    }

    @Test
    void backups_of_an_add_on_that_is_gone_are_kept_for_thirty_days_and_then_deleted() {
        destroyedWithBackup();
        home.later(Duration.ofDays(30).minusSeconds(1));
        assertThat(reaped().backups()).isEmpty();
        assertThat(home.open().data().upkeep().search().all()).hasSize(1);
        home.later(Duration.ofSeconds(1));
        assertThat(reaped().backups()).extracting(Object::toString).containsExactly("book");
        assertThat(home.files().keySet()).noneMatch(file -> file.startsWith("backups/"));
        home.assertSound();
    }

    @Test
    void any_command_deletes_backups_whose_time_is_over() {
        destroyedWithBackup();
        home.later(Duration.ofDays(31));
        home.set("other", "A", "1");
        assertThat(home.files().keySet()).noneMatch(file -> file.startsWith("backups/"));
    }

    @Test
    void a_lease_that_ends_leaves_its_backups_for_thirty_days() {
        lease("note", "ledger");
        home.run(at -> at.data().backups().now(home.addon("note")));
        home.later(Duration.ofHours(2));
        home.run(reap());
        assertThat(home.open().data().upkeep().search().all(new AppName("note")))
                .singleElement()
                .matches(one -> one.keptUntil() != null);
        home.later(Duration.ofDays(31));
        home.run(reap());
        assertThat(home.files().keySet()).noneMatch(file -> file.startsWith("backups/"));
        home.assertSound();
    }

    @TestFactory
    Stream<DynamicTest> the_end_of_kept_backups_cut_off_anywhere() {
        destroyedWithBackup();
        home.later(Duration.ofDays(30));
        return Sweep.of(home.copy(), reap());
    }

    @Test
    void its_own_server_goes_with_a_lease() {
        lease("note", "ledger:dedicated");
        home.later(Duration.ofHours(2));
        home.run(reap());
        assertThat(home.world().states()).containsOnlyKeys("ledger", "cache");
        home.assertSound();
    }

    @Test
    void a_lease_ends_however_long_the_name_of_its_add_on_is() {
        String longest = "b".repeat(63);
        lease("note", "ledger");
        String name = home.addon("note").name().value();
        home.run(at -> at.rename().rename(name, null, new AddonName(longest)));
        home.later(Duration.ofHours(2));
        assertThat(reaped().ended()).extracting(ended -> ended.addon().value()).containsExactly(longest);
        assertThat(home.world().places()).isEmpty();
        home.assertSound();
    }

    @Test
    void a_lease_that_was_renewed_goes_on() {
        lease("note", "ledger");
        home.later(Duration.ofMinutes(30));
        lease("note", "ledger");
        home.later(Duration.ofMinutes(45));
        assertThat(reaped().ended()).isEmpty();
        home.assertSound();
    }

    @Test
    void one_without_an_app_ends_too() {
        lease("note", "ledger");
        home.destroyApp("note");
        home.later(Duration.ofHours(2));
        assertThat(reaped().ended().get(0).app()).isNull();
        home.assertSound();
    }

    @Test
    void retiring_credentials_end_each_at_its_time() {
        home.create("note", "ledger", "book", null);
        String first = home.url("note");
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "book", "1h")));
        String second = home.url("note");
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "book", "2h")));
        home.later(Duration.ofMinutes(90));
        Reap.Ended ended = reaped().ended().get(0);
        assertThat(ended.retired()).containsExactly(new AttachmentName("LEDGER"));
        assertThat(ended.wholeAddon()).isFalse();
        assertThat(home.letsIn(first)).isFalse();
        assertThat(home.letsIn(second)).isTrue();
        home.assertSound();
    }

    @Test
    void what_waits_for_a_server_that_hangs_is_said_and_tried_again() {
        lease("note", "ledger");
        home.later(Duration.ofHours(2));
        home.world().hang("ledger");
        assertThat(reaped().waiting())
                .singleElement()
                .matches(waiting -> waiting.problem().contains("does not answer"));
        home.set("other", "A", "1");
        assertThat(home.said()).anyMatch(said -> said.contains("tried again in a minute"));
        home.world().wake("ledger");
        assertThat(reaped().ended()).hasSize(1);
        home.assertSound();
    }

    @Test
    void a_server_that_is_down_is_started_by_the_command_and_not_by_the_way() {
        lease("note", "ledger");
        home.later(Duration.ofHours(2));
        home.world().kill("ledger");
        home.set("other", "A", "1");
        assertThat(home.world().states()).containsEntry("ledger", "stopped");
        home.run(reap());
        assertThat(home.world().states()).containsEntry("ledger", "running");
        home.assertSound();
    }

    @Test
    void of_a_service_that_is_off_it_waits_in_silence() {
        lease("note", "ledger");
        home.unbind("note", "ledger");
        home.run(at -> at.services().disable().disable(new ServiceName("ledger"), false));
        home.later(Duration.ofHours(2));
        home.set("other", "A", "1");
        assertThat(home.said()).isEmpty();
        assertThat(reaped().waiting())
                .singleElement()
                .matches(waiting -> waiting.problem().contains("is disabled"));
    }

    @Test
    void a_clock_that_ran_far_ahead_is_not_believed_until_the_day_is_confirmed() {
        lease("note", "ledger");
        home.set("other", "A", "1");
        home.later(Duration.ofDays(400));
        home.set("other", "A", "2");
        assertThat(home.said()).anyMatch(said -> said.contains("no leases or credentials are ended yet"));
        Refused.failing(
                Kind.CONFLICT,
                home,
                at -> at.home().reap().all((danger, accepted) -> {
                    throw VektraException.conflict(danger, String.join(" ", accepted));
                }),
                "the clock says 2027-04-05",
                "last used at 2026-03-01");
        assertThat(home.world().places()).hasSize(1);
        home.run(reap());
        assertThat(home.world().places()).isEmpty();
        home.assertSound();
    }

    @Test
    void a_dry_run_names_what_would_end() {
        lease("note", "ledger");
        home.later(Duration.ofHours(2));
        List<String> steps = home.dryRun(reap());
        assertThat(steps)
                .contains("unset LEDGERURL, LEDGER_URL of note")
                .anyMatch(step -> step.startsWith("record a release of note, v2: Expire ledger-"))
                .anyMatch(step -> step.matches("delete ledger-.* and its data"));
        assertThat(home.app("note").name()).isEqualTo(new AppName("note"));
    }

    @TestFactory
    Stream<DynamicTest> a_lease_cut_off_anywhere() {
        lease("note", "ledger");
        home.attach(home.addon("note").name().value(), "guest", null);
        home.later(Duration.ofHours(2));
        // the settling after a crash ends what has expired as well
        return Sweep.of(home.copy(), reap());
    }

    @TestFactory
    Stream<DynamicTest> a_lease_with_its_own_server_cut_off_anywhere() {
        lease("note", "ledger:dedicated");
        home.later(Duration.ofHours(2));
        return Sweep.of(home.copy(), reap());
    }

    @TestFactory
    Stream<DynamicTest> retiring_credentials_cut_off_anywhere() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "book", "1h")));
        home.run(at -> at.rotate().rotate(Requests.rotate("guest", "book", "1h")));
        home.later(Duration.ofHours(2));
        return Sweep.of(home.copy(), reap());
    }

    @TestFactory
    Stream<DynamicTest> old_data_cut_off_anywhere() {
        home.create("note", "ledger", "book", null);
        home.run(at -> at.upgrade().change("book", null, "dedicated"));
        home.later(Duration.ofHours(24));
        return Sweep.of(home.copy(), reap());
    }
}
