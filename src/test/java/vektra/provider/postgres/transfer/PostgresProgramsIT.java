package vektra.provider.postgres.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.service.Client;
import vektra.model.service.Software;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** Which program is taken, and what becomes of one at work. */
class PostgresProgramsIT {
    @TempDir
    private Path folder;

    private PostgresPrograms beside() {
        return new PostgresPrograms(
                new Software("machine", List.of(folder.resolve("postgres").toString()), "98.1"));
    }

    private Path script(String name, String text) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    void a_program_that_is_too_old_or_missing_is_named_with_what_to_install() throws IOException {
        script("pg_dump", "echo 'pg_dump (PostgreSQL) 98.1 (of a test)'");
        assertThat(beside().atLeast(98, "pg_dump"))
                .containsExactly(folder.resolve("pg_dump").toString());
        assertThatThrownBy(() -> beside().atLeast(99, "pg_dump")).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage()).contains("no pg_dump of PostgreSQL 99, only of 98");
            assertThat(e.hint()).doesNotContain("postgresql-client-99").contains("PostgreSQL 99 or newer", "on PATH");
        });
        assertThatThrownBy(() -> beside().newest("pg_none")).hasMessageContaining("this machine has no pg_none");
    }

    @Test
    void no_more_are_started_than_it_takes_to_know_that_one_is_new_enough() throws IOException {
        for (String program : List.of("pg_dump", "pg_restore")) {
            script(program, "echo 'pg_dump (PostgreSQL) 98.1 (of a test)'; echo >>\"$0.ran\"");
        }
        assertThat(beside().canDump(98)).isTrue();
        assertThat(folder.resolve("pg_dump.ran")).hasContent("\n");
        assertThat(beside().canDump(99)).isFalse();
        assertThat(new PostgresPrograms(null).canDump(98)).isFalse();
        script("pg_restore", "exit 127");
        assertThat(beside().canDump(98)).isFalse();
    }

    @Test
    void one_that_does_not_run_is_passed_over() throws IOException {
        script("pg_dump", "echo 'libpq.so.5: cannot open shared object file' >&2; exit 127");
        assertThatThrownBy(() -> beside().atLeast(98, "pg_dump")).isInstanceOf(VektraException.class);
    }

    @Test
    void a_failure_is_reported_in_one_line_without_the_password_or_the_statement() throws IOException {
        Path script = script(
                "pg_restore",
                "cat >/dev/null; echo 'pg_restore: while PROCESSING TOC:' >&2;"
                        + " echo \"pg_restore: error: no way in with $PGPASSWORD\" >&2;"
                        + " echo 'Command was: INSERT secret data' >&2; exit 1");
        assertThatThrownBy(() -> run(script, new ByteArrayInputStream(new byte[1 << 20])))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessage("pg_restore failed: no way in with ****");
    }

    @Test
    void what_goes_in_comes_out_whatever_its_size_and_the_users_own_settings_stay_out() throws IOException {
        byte[] much = "0123456789abcdef".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PostgresPrograms.child(client(script("pg_cat", "test \"$PGHOST$PGPASSWORD\" = hereopen-sesame && cat")))
                .run(new ByteArrayInputStream(much), out, () -> {});
        assertThat(out.toByteArray()).isEqualTo(much);
    }

    @Test
    void a_disk_that_is_full_ends_the_program() throws IOException {
        Path script = script("pg_dump", "cat /dev/zero");
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            assertThatThrownBy(() ->
                            PostgresPrograms.child(client(script)).run(InputStream.nullInputStream(), full, () -> {}))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                    .hasMessageContaining("No space left on device");
        }
    }

    @Test
    void an_interruption_or_a_dead_server_ends_the_program() throws Exception {
        Path script = script("pg_dump", "echo $$ >" + folder + "/pid; exec sleep 1000");
        Thread worker = new Thread(() -> assertThatThrownBy(() -> run(script, InputStream.nullInputStream()))
                .hasMessageContaining("interrupted"));
        worker.start();
        long pid = Awaitility.await().ignoreExceptions().until(() -> pid(), found -> true);
        worker.interrupt();
        worker.join();
        Awaitility.await().until(() -> ProcessHandle.of(pid).isEmpty());
        assertThatThrownBy(() -> PostgresPrograms.child(client(script))
                        .run(InputStream.nullInputStream(), OutputStream.nullOutputStream(), () -> {
                            throw VektraException.unavailable("it is dead", null, null);
                        }))
                .hasMessage("it is dead");
        long second = pid();
        Awaitility.await().until(() -> ProcessHandle.of(second).isEmpty());
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    private static void run(Path script, InputStream in) {
        PostgresPrograms.child(client(script)).run(in, OutputStream.nullOutputStream(), () -> {});
    }

    private static Client client(Path script) {
        return new Client(List.of(script.toString()), Map.of("PGHOST", "here", "PGPASSWORD", "open-sesame"));
    }
}
