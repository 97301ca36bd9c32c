package vektra.addons.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.addons.doctor.Doctor;
import vektra.addons.doctor.Finding;
import vektra.addons.schedule.Scheduler.Ran;
import vektra.fixture.memory.MemoryCourier;
import vektra.model.addon.Backup;
import vektra.model.age.Recipient;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Runs;
import vektra.model.schedule.Schedule;
import vektra.model.schedule.Timing;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** The clock of the home begins at noon, UTC, on the 1st of March 2026. */
class SchedulerTest {
    private static final Copies AWAY = Copies.plain(new Destination.Command(new Secret("restic backup --stdin")));
    private static final Copies DISK = Copies.plain(new Destination.Folder("/mnt/disk"));

    private final MemoryHome home = MemoryHome.enabled();
    private final List<String> copies = new ArrayList<>();
    private boolean away;

    SchedulerTest() {
        home.create("note", "ledger", "book", null);
        home.write(home.url("note"), "key", "first");
        home.courier(MemoryCourier.of((to, file, name) -> {
            if (away) {
                throw VektraException.unavailable("S3 does not answer", null, null);
            }
            copies.add(name);
        }));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static Schedules.Request request(String at, String keep, @Nullable Copies to) {
        return new Schedules.Request(Timing.parse(at, ZoneOffset.UTC), Keep.parse(keep), to, true);
    }

    private static MemoryHome.Verb put(String at, String keep, @Nullable Copies to) {
        return open -> open.data().schedules().put("book", null, request(at, keep, to));
    }

    private List<Ran> run() {
        List<Ran> ran = new ArrayList<>();
        home.run(open -> ran.addAll(open.data().scheduler().run()));
        return ran;
    }

    private List<Ran> runAt(String time) {
        home.later(Duration.between(now(), Instant.parse(time)));
        return run();
    }

    private Instant now() {
        return home.doors().clock().instant();
    }

    private Id id() {
        return home.addon("note").id();
    }

    private List<Integer> backups() {
        return home.doors().shelf().list(id()).stream().map(Backup::number).toList();
    }

    private Schedule schedule() {
        return home.doors().store().read().schedule(id()).orElseThrow();
    }

    @Test
    void a_backup_is_made_when_its_time_has_come_and_once() {
        home.run(put("02:00", "7d", null));
        assertThat(run()).isEmpty();
        assertThat(runAt("2026-03-02T01:59:59Z")).isEmpty();
        List<Ran> ran = runAt("2026-03-02T02:00:10Z");
        assertThat(ran).singleElement().satisfies(one -> {
            assertThat(one.problem()).isNull();
            assertThat(one.againAt()).isEqualTo("2026-03-03T02:00:00Z");
        });
        assertThat(run()).isEmpty();
        assertThat(backups()).containsExactly(1);
        home.assertSound();
    }

    @Test
    void what_was_missed_is_made_up_for_once() {
        home.run(put("*/10 * * * *", "all", null));
        assertThat(runAt("2026-03-29T00:07:00Z")).hasSize(1);
        assertThat(run()).isEmpty();
        assertThat(schedule().nextAt()).isEqualTo("2026-03-29T00:10:00Z");
    }

    @Test
    void both_changes_of_the_clock_leave_one_backup_a_night() {
        Timing at = Timing.parse("02:00 Europe/Berlin", ZoneId.of("UTC"));
        home.run(open ->
                open.data().schedules().put("book", null, new Schedules.Request(at, Keep.parse("all"), null, true)));
        home.later(Duration.between(now(), Instant.parse("2026-03-28T12:00:00Z")));
        run();
        int before = backups().size();
        // each quarter of an hour for two days around the change to summer time, then around the one back
        quarters("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z");
        assertThat(backups()).hasSize(before + 2);
        quarters("2026-10-24T12:00:00Z", "2026-10-24T12:00:00Z");
        before = backups().size();
        quarters("2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z");
        assertThat(backups()).hasSize(before + 2);
    }

    private void quarters(String from, String to) {
        for (Instant at = Instant.parse(from); !at.isAfter(Instant.parse(to)); at = at.plusSeconds(900)) {
            runAt(at.toString());
        }
    }

    @Test
    void retention_deletes_what_the_schedule_made_and_nothing_else() {
        home.run(put("02:00", "2d", null));
        home.run(open -> open.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
        for (int day = 2; day <= 6; day++) {
            runAt("2026-03-0" + day + "T02:00:00Z");
        }
        assertThat(backups()).containsExactly(1, 5, 6);
        assertThat(schedule().runs().made()).hasSize(2);
        home.assertSound();
    }

    @Test
    void the_first_backup_is_drilled_and_then_one_each_month() {
        home.run(put("02:00", "3d", null));
        List<String> drilled = new ArrayList<>();
        for (int day = 1; day <= 62; day++) {
            home.later(Duration.ofDays(1));
            run().stream()
                    .filter(ran -> ran.drill() != null)
                    .forEach(ran -> drilled.add(ran.againAt().toString()));
        }
        assertThat(drilled).hasSize(3).first().isEqualTo("2026-03-03T02:00:00Z");
        assertThat(home.world().places()).hasSize(1);
        home.assertSound();
    }

    @Test
    void a_drill_that_fails_is_named_and_tried_with_a_backup_of_the_next_day() {
        home.courier(MemoryCourier.of((to, file, name) -> cut(file)));
        home.run(put("0 * * * *", "all", AWAY));
        List<Ran> ran = runAt("2026-03-01T13:00:00Z");
        assertThat(ran).singleElement().satisfies(one -> {
            assertThat(one.problem()).isNull();
            assertThat(one.failed()).isTrue();
        });
        assertThat(schedule().problem().orElseThrow()).startsWith("the drill failed: the backup ");
        assertThat(home.said()).anyMatch(line -> line.startsWith("the drill of a backup of book failed: "));
        home.courier(MemoryCourier.of((to, file, name) -> {}));
        assertThat(runAt("2026-03-01T14:00:00Z")).allMatch(one -> one.drill() == null);
        assertThat(runAt("2026-03-02T13:00:00Z")).noneMatch(Ran::failed);
        assertThat(schedule().problem()).isEmpty();
    }

    private static void cut(Path file) {
        try {
            Files.writeString(file, "half");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void without_drills_there_are_none() {
        Schedules.Request request =
                new Schedules.Request(Timing.parse("02:00 UTC", ZoneOffset.UTC), Keep.USUAL, null, false);
        home.run(open -> open.data().schedules().put("book", null, request));
        assertThat(schedule()).hasToString("02:00 UTC, keep 7d,4w,12m, no drills");
        assertThat(runAt("2026-03-02T02:00:00Z")).allMatch(ran -> ran.drill() == null);
    }

    @Test
    void a_copy_that_takes_long_delays_no_other_backup() {
        home.create("shop", "ledger", "till", null);
        home.run(open -> open.data().schedules().putAll(null, request("02:00", "7d", AWAY)));
        List<Integer> there = new ArrayList<>();
        home.courier(MemoryCourier.of((to, file, name) -> there.add(home.doors().shelf().all().values().stream()
                .mapToInt(List::size)
                .sum())));
        assertThat(runAt("2026-03-02T02:00:00Z")).hasSize(2);
        assertThat(there).as("backups when the copies began").containsExactly(2, 2);
    }

    @Test
    void a_damaged_schedule_stops_no_other_and_is_named() throws IOException {
        try (MemoryHome files = MemoryHome.onFiles().withServices()) {
            files.create("note", "ledger", "book", null);
            files.create("shop", "ledger", "till", null);
            files.run(open -> open.data().schedules().putAll(null, request("02:00", "7d", null)));
            Path file = files.path().resolve("schedules/" + files.addon("note").id() + ".json");
            Files.writeString(file, Files.readString(file).substring(0, 40));
            files.later(Duration.ofDays(2));
            files.run(open -> open.apps().list());
            List<Ran> ran = new ArrayList<>();
            files.run(open -> ran.addAll(open.data().scheduler().run()));
            assertThat(ran).extracting(Ran::failed).containsExactlyInAnyOrder(true, false);
            assertThat(ran)
                    .filteredOn(Ran::failed)
                    .allMatch(one -> one.problem().contains(file.toString()));
            assertThat(files.open().data().schedules().list(null))
                    .extracting(one -> one.addon().name() + " " + (one.damage() != null))
                    .containsExactly("book true", "till false");
            assertThat(findings(files)).singleElement().asString().contains("cannot be read", file.toString());
        }
    }

    @Test
    void a_number_that_is_used_again_is_no_backup_of_the_schedule() {
        home.run(put("02:00", "1d", null));
        runAt("2026-03-02T02:00:00Z");
        home.doors().shelf().delete(id(), home.doors().shelf().list(id()).get(0));
        home.later(Duration.ofMinutes(1));
        home.run(open -> open.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
        assertThat(backups()).containsExactly(1);
        runAt("2026-03-03T02:00:00Z");
        assertThat(backups()).containsExactly(1, 2);
    }

    @Test
    void when_s3_is_away_for_a_day_backups_are_made_and_all_are_copied_afterwards() {
        home.run(put("0 */6 * * *", "all", AWAY));
        away = true;
        int tries = 0;
        for (int i = 0; i < 24 * 12; i++) {
            home.later(Duration.ofMinutes(5));
            tries += run().size();
        }
        assertThat(backups()).as("made although copies fail").hasSizeBetween(3, 4);
        assertThat(copies).isEmpty();
        // 5, 10, 20, 40 and then 80 minutes apart
        assertThat(tries).isBetween(12, 22);
        assertThat(schedule().runs().failures()).isEqualTo(tries);
        assertThat(schedule().runs().problem()).isEqualTo("S3 does not answer");
        away = false;
        home.later(Duration.ofMinutes(80));
        assertThat(run())
                .singleElement()
                .satisfies(ran -> assertThat(ran.problem()).isNull());
        assertThat(copies).hasSize(4).first().asString().isEqualTo("note-ledger-book-20260301T180000Z.dump");
        assertThat(schedule().runs().failures()).isZero();
        assertThat(run()).isEmpty();
    }

    private MemoryCourier toDisk() {
        MemoryCourier courier = MemoryCourier.of((to, file, name) -> {
            if (away) {
                throw VektraException.unavailable("the disk is not mounted", null, null);
            }
        });
        home.courier(courier);
        return courier;
    }

    private static String copy(String time) {
        return "note-ledger-book-202603" + time + "00Z.dump";
    }

    @Test
    void copies_that_need_not_stay_are_deleted_where_they_are_and_no_other_file() {
        MemoryCourier disk = toDisk();
        disk.there().add("note-ledger-book-20260101T020000Z.dump");
        home.run(put("0 */12 * * *", "2d", DISK));
        for (int day = 2; day <= 6; day++) {
            runAt("2026-03-0" + day + "T00:00:00Z");
            runAt("2026-03-0" + day + "T12:00:00Z");
        }
        assertThat(disk.there())
                .containsExactly("note-ledger-book-20260101T020000Z.dump", copy("05T1200"), copy("06T1200"));
        assertThat(schedule().runs().copies()).hasSize(2).allMatch(Runs.Copy::whole);
        home.run(put("0 */12 * * *", "1d", DISK));
        runAt("2026-03-07T00:00:00Z");
        assertThat(disk.there()).as("a change of what to keep").hasSize(2).contains(copy("07T0000"));
        home.run(put("0 */12 * * *", "1d", Copies.plain(new Destination.Folder("/mnt/other"))));
        runAt("2026-03-08T00:00:00Z");
        assertThat(disk.there()).as("what lies at a former place stays").contains(copy("07T0000"), copy("08T0000"));
    }

    @Test
    void a_copy_that_was_only_begun_takes_the_place_of_none() {
        MemoryCourier disk = toDisk();
        home.run(put("0 * * * *", "1d", DISK));
        runAt("2026-03-02T01:00:00Z");
        away = true;
        runAt("2026-03-02T02:00:00Z");
        assertThat(schedule().runs().copies())
                .extracting(Runs.Copy::name, Runs.Copy::whole)
                .containsExactly(Tuple.tuple(copy("02T0100"), true), Tuple.tuple(copy("02T0200"), false));
        home.doors().shelf().delete(id(), home.doors().shelf().list(id()).get(0));
        away = false;
        home.later(Duration.ofMinutes(5));
        run();
        assertThat(disk.there()).as("the newest that is whole").containsExactly(copy("02T0100"));
        assertThat(schedule().runs().copies()).hasSize(1);
    }

    /** At each point of a run that copies and deletes: the next ones leave what is to be kept, and nothing that is not known. */
    @Test
    void deleting_copies_cut_off_anywhere_is_finished_by_a_later_run() {
        MemoryCourier disk = toDisk();
        home.run(put("02:00", "1d", DISK));
        runAt("2026-03-02T02:00:00Z");
        runAt("2026-03-03T02:00:00Z");
        home.later(Duration.ofDays(1));
        List<String> before = List.copyOf(disk.there());
        int point = 0;
        String died;
        do {
            try (MemoryHome cut = home.copy()) {
                point++;
                disk.there().retainAll(before);
                disk.there().addAll(before);
                died = cut.crashAt(point, open -> open.data().scheduler().run()).orElse("");
                cut.settle();
                cut.run(open -> open.data().scheduler().run());
                cut.later(Duration.ofDays(1));
                cut.run(open -> open.data().scheduler().run());
                assertThat(disk.there()).as(died).containsExactly(copy("05T0200"));
                assertThat(cut.doors()
                                .store()
                                .read()
                                .schedule(id())
                                .orElseThrow()
                                .runs()
                                .copies())
                        .as(died)
                        .extracting(Runs.Copy::name)
                        .containsExactly(copy("05T0200"));
            }
        } while (!died.isEmpty());
        assertThat(point).as("points of a run").isGreaterThan(12);
    }

    @Test
    void an_encrypted_copy_is_called_otherwise_and_a_dry_run_names_it() {
        MemoryCourier disk = toDisk();
        Recipient recipient = new Recipient("age1sjnux3usylltph3aqkyp3zy2arjgad6pp6vgsja09ukwgnp5tf2sqwjan9");
        home.run(put("02:00", "1d", new Copies(DISK.to(), List.of(recipient))));
        assertThat(schedule()).hasToString("02:00 UTC, keep 1d, to /mnt/disk, encrypted");
        runAt("2026-03-02T02:00:00Z");
        assertThat(disk.there()).containsExactly(copy("02T0200") + ".age");
    }

    @Test
    void a_server_that_is_down_is_tried_again_after_a_pause() {
        home.run(put("02:00", "7d", null));
        home.world().failAt(1);
        List<Ran> ran = runAt("2026-03-02T02:00:00Z");
        home.world().failAt(0);
        assertThat(ran)
                .singleElement()
                .satisfies(one -> assertThat(one.problem()).isNotNull());
        assertThat(home.said()).anyMatch(line -> line.startsWith("the scheduled backup of book failed: "));
        assertThat(run()).isEmpty();
        assertThat(runAt("2026-03-02T02:05:00Z")).hasSize(1);
        assertThat(backups()).containsExactly(1);
        assertThat(schedule().nextAt()).isEqualTo("2026-03-03T02:00:00Z");
        assertThat(schedule().runs().problem()).isEmpty();
    }

    @Test
    void of_two_schedulers_one_makes_the_backup() {
        home.run(put("02:00", "7d", null));
        home.later(Duration.ofDays(1));
        Scheduler first = home.open().data().scheduler();
        Scheduler second = new Scheduler(
                first.engine(),
                first.store(),
                first.backups(),
                first.drills(),
                first.shelf(),
                first.courier(),
                first.progress(),
                first.history(),
                first.sideBySide());
        Locks.Name lock = Locks.Name.alone(Locks.Name.Kind.SERVER, "scheduled backup of " + id());
        try (Store.Session other = first.store().open(List.of(lock), step -> {})) {
            assertThat(other.schedule(id())).isPresent();
            assertThat(second.run()).as("while another one is at it").isEmpty();
        }
        assertThat(first.run()).hasSize(1);
        assertThat(second.run()).as("after another one has done it").isEmpty();
        assertThat(backups()).containsExactly(1);
    }

    @Test
    void a_clock_that_was_far_ahead_stops_no_backups() {
        home.run(put("02:00", "all", null));
        runAt("2036-01-01T02:00:00Z");
        home.later(Duration.between(now(), Instant.parse("2026-03-05T12:00:00Z")));
        assertThat(run()).hasSize(1);
        assertThat(schedule().nextAt()).isEqualTo("2026-03-06T02:00:00Z");
        home.later(Duration.ofMinutes(-10));
        assertThat(run()).as("a few minutes are nothing").isEmpty();
    }

    @Test
    void the_same_once_more_changes_nothing_and_another_time_changes_it() {
        home.run(put("02:00", "7d", AWAY));
        String before = home.everything();
        home.run(put("2:00 UTC", "7d", Copies.plain(new Destination.Command(new Secret("restic backup --stdin")))));
        assertThat(home.everything()).isEqualTo(before);
        runAt("2026-03-02T02:00:00Z");
        home.run(put("03:00", "1d", null));
        assertThat(schedule()).hasToString("03:00 UTC, keep 1d");
        runAt("2026-03-03T03:00:00Z");
        assertThat(backups()).as("those before are still its own").containsExactly(2);
    }

    @Test
    void it_survives_a_rename_and_ends_with_the_add_on() {
        home.run(put("02:00", "7d", null));
        home.run(open -> open.rename().rename("book", null, new AddonName("tome")));
        assertThat(runAt("2026-03-02T02:00:00Z"))
                .singleElement()
                .satisfies(ran -> assertThat(ran.addon()).hasToString("tome"));
        home.destroyApp("note");
        assertThat(runAt("2026-03-03T02:00:00Z")).as("without an app").hasSize(1);
        home.run(open -> open.destroy().destroy("tome", null, false, MemoryHome.YES));
        assertThat(home.doors().store().read().scheduled()).isEmpty();
    }

    @Test
    void one_whose_add_on_is_gone_is_forgotten() {
        Id lost = Id.fresh();
        Schedule schedule = Schedule.of(lost, Timing.parse("02:00", ZoneOffset.UTC), Keep.USUAL, null, true, now());
        home.damage(Locks.Name.ofBackups(lost), new Store.Write.PutSchedule(schedule));
        assertThat(runAt("2026-03-02T02:00:00Z")).isEmpty();
        assertThat(home.doors().store().read().scheduled()).isEmpty();
    }

    @Test
    void all_means_those_that_can_be_backed_up() {
        home.create("shop", "ledger", "till", null);
        home.create("shop", "cache", "fast", null);
        List<Schedules.Planned> planned = home.open().data().schedules().putAll(null, request("02:00", "7d", null));
        assertThat(planned).extracting(one -> one.addon().name().value()).containsExactlyInAnyOrder("book", "till");
        assertThat(home.open().data().schedules().putAll(null, request("02:00", "7d", null)))
                .noneMatch(Schedules.Planned::changed);
        assertThat(home.open().data().schedules().list(new AppName("shop")))
                .singleElement()
                .satisfies(one -> assertThat(one.schedule()).isNotNull());
        assertThat(runAt("2026-03-02T02:00:00Z")).hasSize(2);
        assertThat(home.open().data().schedules().endAll(null)).hasSize(2);
        assertThat(home.doors().store().read().scheduled()).isEmpty();
        assertThat(home.open().data().schedules().list(null)).hasSize(2);
    }

    @Test
    void what_cannot_be_backed_up_has_no_schedule() {
        home.create("shop", "cache", "fast", null);
        Refused.as(
                Kind.CONFLICT,
                home,
                open -> open.data().schedules().put("fast", null, request("02:00", "7d", null)),
                "cache has no backups");
        assertThat(home.open().data().schedules().end("book", null).changed()).isFalse();
    }

    @Test
    void the_next_command_says_once_that_a_backup_is_overdue() {
        home.run(put("02:00", "7d", null));
        home.later(Duration.between(now(), Instant.parse("2026-03-02T02:14:00Z")));
        home.run(open -> open.apps().list());
        assertThat(home.said()).isEmpty();
        home.later(Duration.ofMinutes(2));
        home.run(open -> {
            open.apps().list();
            open.apps().list();
        });
        assertThat(home.said()).singleElement().asString().contains("overdue", "vektra backups:run", "addons:units");
        run();
        assertThat(home.said()).hasSize(1);
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(put("02:00", "7d", AWAY)))
                .containsExactly("schedule backups of book (02:00 UTC, keep 7d, to restic …)");
        home.run(put("02:00", "7d", AWAY));
        home.later(Duration.ofDays(1));
        assertThat(home.dryRun(open -> open.data().scheduler().run()))
                .anyMatch(step -> step.startsWith("back up book"))
                .anyMatch(step -> step.startsWith("copy the new backup to restic …"));
        assertThat(home.dryRun(open -> open.data().schedules().end("book", null)))
                .containsExactly("end the schedule of backups of book (02:00 UTC, keep 7d, to restic …)");
    }

    /** At each point of a run: the next one ends with a backup that is copied, and at most one more was made. */
    @Test
    void a_run_that_is_cut_off_anywhere_is_made_up_for() {
        home.run(put("02:00", "1d", AWAY));
        runAt("2026-03-02T02:00:00Z");
        home.later(Duration.ofDays(1));
        int point = 0;
        String died;
        do {
            try (MemoryHome cut = home.copy()) {
                point++;
                copies.clear();
                died = cut.crashAt(point, open -> open.data().scheduler().run()).orElse("");
                cut.settle();
                cut.run(open -> open.data().scheduler().run());
                Schedule after = cut.doors().store().read().schedule(id()).orElseThrow();
                assertThat(after.runs().problem()).as(died).isEmpty();
                assertThat(after.nextAt()).as(died).isEqualTo("2026-03-04T02:00:00Z");
                assertThat(after.runs().made()).as(died).hasSize(1).allMatch(Runs.Made::copied);
                assertThat(cut.doors().shelf().list(id())).as(died).hasSizeBetween(1, 2);
                assertThat(copies).as(died).isNotEmpty();
                cut.assertSound();
            }
        } while (!died.isEmpty());
        assertThat(point).as("points of a run").isGreaterThan(8);
    }

    @Test
    void doctor_names_a_schedule_that_fails_and_one_that_nothing_runs() {
        home.run(put("02:00", "7d", AWAY));
        away = true;
        runAt("2026-03-02T02:00:00Z");
        assertThat(findings()).containsExactly("the scheduled backup of book failed 1 time: S3 does not answer");
        away = false;
        runAt("2026-03-02T02:05:00Z");
        assertThat(findings()).isEmpty();
        home.later(Duration.ofHours(25));
        assertThat(findings())
                .containsExactly("a backup of book was to be made at 2026-03-03 02:00:00 UTC, and nothing makes it");
    }

    private List<String> findings() {
        return findings(home);
    }

    private static List<String> findings(MemoryHome at) {
        return at.open().home().doctor().visit(new Doctor.Request(null, false, null, null)).stream()
                .filter(treated -> treated.finding().what() == Finding.What.BACKUPS)
                .map(treated -> treated.finding().message().toString())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> setting_it_cut_off_anywhere() {
        return Sweep.of(home.copy(), put("02:00", "7d", null));
    }

    @TestFactory
    Stream<DynamicTest> ending_it_cut_off_anywhere() {
        home.run(put("02:00", "7d", null));
        return Sweep.of(home.copy(), open -> open.data().schedules().end("book", null));
    }

    @TestFactory
    Stream<DynamicTest> destroying_an_add_on_with_one_cut_off_anywhere() {
        home.run(put("02:00", "7d", null));
        return Sweep.of(
                home.copy(), open -> open.destroy().destroy("book", null, false, MemoryHome.YES), Kind.NOT_FOUND);
    }
}
