package vektra.addons.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.addons.doctor.Doctor;
import vektra.addons.doctor.Finding;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.service.Server;
import vektra.model.text.Kind;

/** The server of ledgers has a base backup of 12:01, and writes of 12:02 and 12:04; it is 12:10. */
class PointInTimeTest {
    private final MemoryHome home = prepared();
    private final Instant start = home.now().minus(Duration.ofMinutes(10));

    private static MemoryHome prepared() {
        MemoryHome home = MemoryHome.enabled();
        home.create("shop", "ledger", "book", null);
        home.world().archive("ledger");
        home.later(Duration.ofMinutes(1));
        home.run(at -> at.data().baseBackups().run());
        for (String value : List.of("first", "second")) {
            home.later(Duration.ofMinutes(1));
            home.write(home.url("shop"), "key", value);
            home.world().archived("ledger", home.now());
            home.later(Duration.ofMinutes(1));
        }
        home.later(Duration.ofMinutes(5));
        return home;
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Instant minute(int number) {
        return start.plus(Duration.ofMinutes(number));
    }

    private static PointInTime.Request request(Instant at, @Nullable String name, @Nullable String as) {
        return new PointInTime.Request(
                "book", null, at, name == null ? null : new AddonName(name), as == null ? null : Requests.name(as));
    }

    private PointInTime.Made made(Instant at) {
        List<PointInTime.Made> made = new ArrayList<>();
        home.run(open -> made.add(open.pointInTime().make(request(at, "then", "THEN"))));
        home.assertSound();
        return made.get(0);
    }

    private void refused(Kind kind, Instant at, String... gist) {
        Refused.as(kind, home, open -> open.pointInTime().make(request(at, null, null)), gist);
    }

    private @Nullable String then() {
        return home.read(home.config("shop").get("THEN_URL"), "key");
    }

    @Test
    void a_new_add_on_has_what_the_other_one_had_at_that_moment() {
        PointInTime.Made made = made(minute(3));
        assertThat(then()).isEqualTo("first");
        assertThat(home.read(home.url("shop"), "key")).isEqualTo("second");
        assertThat(made.addon().name()).isEqualTo(new AddonName("then"));
        assertThat(made.promote()).hasToString("vektra addons:promote then -a shop");
        assertThat(home.world().states()).doesNotContainKeys("then").hasSize(2);
        assertThat(home.open().releases().list(new AppName("shop")))
                .last()
                .satisfies(release -> assertThat(release.description()).startsWith("Restore book of 2026-"));
    }

    @Test
    void what_was_written_last_gets_into_the_archive_first() {
        home.write(home.url("shop"), "key", "third");
        made(home.now());
        assertThat(then()).isEqualTo("third");
    }

    @Test
    void without_a_name_it_is_attached_as_another_add_on_would_be() {
        home.run(open -> open.pointInTime().make(request(minute(3), null, null)));
        assertThat(home.app("shop").attachments())
                .extracting(attachment -> attachment.name())
                .hasSize(2)
                .contains(new AttachmentName("LEDGER"))
                .anyMatch(name -> name.value().startsWith("LEDGER_"));
    }

    @Test
    void the_end_of_an_archive_whose_server_is_gone_is_had_as_well() {
        home.world().loseData("ledger");
        home.world().archive("ledger").endAt(minute(5), null);
        refused(Kind.CONFLICT, minute(6), "the archive of ledger goes from", "only to", "the latest: --at");
        home.run(open -> open.home().doctor().visit(new Doctor.Request(null, true, null, "ledger")));
        made(minute(5));
        assertThat(then()).isEqualTo("second");
    }

    @Test
    void data_of_before_an_upgrade_are_recovered_by_the_version_that_wrote_them() {
        home.world().offers("embedded", "8.1");
        home.run(open -> open.services().upgrade().upgrade("ledger", "8", null, MemoryHome.YES));
        assertThat(home.dryRun(open -> open.pointInTime().make(request(minute(3), "then", "THEN"))))
                .anyMatch(step -> step.contains("create the server ledger-recovery-") && step.contains("7.2"));
        made(minute(3));
        assertThat(then()).isEqualTo("first");
    }

    @Test
    void what_the_archive_does_not_have_is_refused() {
        refused(Kind.INVALID, home.now().plusSeconds(1), "is in the future");
        refused(Kind.CONFLICT, start.minusSeconds(1), "was created at");
        refused(Kind.CONFLICT, minute(0).plusSeconds(30), "the archive of ledger begins at", "the earliest: --at");
        home.world().archive("ledger").endAt(minute(3), "part 7");
        refused(Kind.CONFLICT, minute(4), "part 7 is missing in it", "the latest: --at");
        made(minute(2).plusSeconds(30));
        assertThat(then()).isEqualTo("first");
    }

    @Test
    void a_server_without_an_archive_a_service_that_has_none_and_a_taken_name_are_refused() {
        home.bind("shop", "cache");
        Refused.as(
                Kind.CONFLICT,
                home,
                open -> open.pointInTime()
                        .make(new PointInTime.Request("cache", new AppName("shop"), minute(3), null, null)),
                "cache keeps no archive");
        Refused.as(
                Kind.CONFLICT,
                home,
                open -> open.pointInTime().make(request(minute(3), "book", null)),
                "an add-on called book already exists");
        home.create("shop", "ledger:dedicated", "big", "BIG");
        Refused.as(
                Kind.CONFLICT,
                home,
                open -> open.pointInTime().make(new PointInTime.Request("big", null, home.now(), null, null)),
                "the server of big keeps no archive",
                "addons:enable ledger --archive on");
    }

    @Test
    void base_backups_are_made_once_a_day_and_a_failure_is_said() {
        List<BaseBackups.Ran> ran = new ArrayList<>();
        home.run(open -> ran.addAll(open.data().baseBackups().run()));
        assertThat(ran).isEmpty();
        home.later(Duration.ofDays(1));
        home.world().archive("ledger").problem = "its disk is full";
        home.run(open -> ran.addAll(open.data().baseBackups().run()));
        assertThat(ran).containsExactly(new BaseBackups.Ran("ledger", "no room"));
        assertThat(found()).containsExactly("ledger: its disk is full");
        home.world().archive("ledger").problem = "";
        assertThat(found()).isEmpty();
        home.later(Duration.ofDays(1));
        assertThat(found()).singleElement().asString().contains("no new base backup since");
        home.run(open -> ran.addAll(open.data().baseBackups().run()));
        assertThat(ran).last().isEqualTo(new BaseBackups.Ran("ledger", null));
        assertThat(found()).isEmpty();
    }

    @Test
    void the_server_of_an_add_on_whose_app_is_gone_gets_its_base_backups_as_before() {
        home.create("other", "ledger:dedicated", "vault", null);
        home.world().archive("vault");
        home.destroyApp("other");
        List<BaseBackups.Ran> ran = new ArrayList<>();
        home.run(open -> ran.addAll(open.data().baseBackups().run()));
        assertThat(ran).containsExactly(new BaseBackups.Ran("vault", null));
        assertThat(home.open().data().archives().keeping())
                .extracting(Server::id)
                .containsExactly("ledger", "vault");
    }

    @Test
    void an_archive_that_cannot_be_read_keeps_no_other_server_from_its_base_backup() {
        home.create("other", "ledger:dedicated", "vault", null);
        home.world().archive("vault");
        home.world().archive("ledger").unreadable = true;
        List<BaseBackups.Ran> ran = new ArrayList<>();
        home.run(open -> ran.addAll(open.data().baseBackups().run()));
        assertThat(ran)
                .containsExactly(
                        new BaseBackups.Ran("ledger", "cannot read the archive"), new BaseBackups.Ran("vault", null));
    }

    @Test
    void a_server_is_found_by_its_id_also_when_its_add_on_is_called_otherwise_by_now() {
        home.create("other", "ledger:dedicated", "vault", null);
        home.world().archive("vault");
        assertThat(home.open().data().archives().find("vault").id()).isEqualTo("vault");
        home.run(open -> open.rename().rename("vault", null, new AddonName("safe")));
        assertThat(home.open().data().archives().find("vault").id()).isEqualTo("vault");
        Refused.as(
                Kind.NOT_FOUND, home, open -> open.data().archives().find("safe"), "no server 'safe' keeps an archive");
        Refused.as(Kind.NOT_FOUND, home, open -> open.data().archives().find("No Name"), "keeps an archive");
    }

    private List<String> found() {
        return home.open().home().doctor().visit(new Doctor.Request(null, false, null, null)).stream()
                .map(Doctor.Treated::finding)
                .filter(finding -> finding.what() == Finding.What.ARCHIVE)
                .map(finding -> finding.message().toString())
                .toList();
    }

    @Test
    void a_dry_run_says_that_a_server_is_made_and_deleted_again() {
        assertThat(home.dryRun(open -> open.pointInTime().make(request(minute(3), "then", "THEN"))))
                .anyMatch(step -> step.contains("create the server ledger-recovery-"))
                .anyMatch(step -> step.contains("copy the data of book"))
                .anyMatch(step -> step.contains("delete the server ledger-recovery-"));
        home.later(Duration.ofDays(1));
        assertThat(home.dryRun(open -> open.data().baseBackups().run()))
                .anyMatch(step -> step.contains("make a base backup of the server ledger"));
    }

    @TestFactory
    Stream<DynamicTest> killed_at_any_point_it_is_there_or_nothing_of_it() {
        MemoryHome before = prepared();
        Instant at = before.now().minus(Duration.ofMinutes(7));
        return Sweep.of(before, open -> open.pointInTime().make(request(at, "then", "THEN")), Kind.CONFLICT);
    }
}
