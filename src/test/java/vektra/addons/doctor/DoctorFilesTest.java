package vektra.addons.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Sweep;

/** What the doctor finds in the files of a home. */
class DoctorFilesTest {
    private final MemoryHome home = MemoryHome.onFiles();

    DoctorFilesTest() {
        home.enable("ledger");
        home.create("note", "ledger", "book", null);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private List<Doctor.Treated> visit(boolean fix) {
        return home.open().home().doctor().visit(new Doctor.Request(null, fix, null, null));
    }

    private void fixes(Finding.What what, String gist) {
        assertThat(visit(true)).singleElement().satisfies(treated -> {
            assertThat(treated.finding().what()).isEqualTo(what);
            assertThat(treated.finding().message()).contains(gist);
            assertThat(treated.fixed()).isTrue();
        });
        home.assertSound();
    }

    private Path file(String name) {
        return home.path().resolve(name);
    }

    @Test
    void a_file_that_others_may_read_and_one_left_half_written() throws IOException {
        Files.setPosixFilePermissions(file("apps/note.json"), PosixFilePermissions.fromString("rw-r--r--"));
        fixes(Finding.What.LOOSE_FILE, "open to other users: apps/note.json");
        Files.writeString(file("apps/.tmp-x.json"), "{");
        fixes(Finding.What.LEFTOVER_FILE, "left half written by a crash: apps/.tmp-x.json");
        assertThat(home.files().get("audit.jsonl")).contains("\"loose_file\"", "\"leftover_file\"", "apps/.tmp-x.json");
    }

    @Test
    void a_file_that_cannot_be_read_keeps_all_strays() throws IOException {
        String whole = Files.readString(file("apps/note.json"));
        Files.writeString(file("apps/note.json"), "{");
        assertThat(visit(true)).anySatisfy(seen -> {
            assertThat(seen.finding().what()).isEqualTo(Finding.What.UNREADABLE);
            assertThat(seen.finding().message()).contains("note.json");
            assertThat(seen.fixed()).isFalse();
        });
        Files.writeString(file("apps/note.json"), whole);
        home.assertSound();
    }

    @TestFactory
    Stream<DynamicTest> fixing_cut_off_anywhere() throws IOException {
        Files.setPosixFilePermissions(file("apps/note.json"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file("apps/.tmp-x.json"), "{");
        return Sweep.inParts(home.copy(), at -> at.home().doctor().visit(new Doctor.Request(null, true, null, null)));
    }
}
