package vektra.provider.postgres.transfer;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import vektra.file.DumpFile;
import vektra.model.Failpoint;
import vektra.model.addon.Holdings;
import vektra.model.service.Client;
import vektra.model.text.VektraException;
import vektra.program.Child;
import vektra.program.Pulse;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.dump.Contents;
import vektra.provider.postgres.dump.Loading;
import vektra.provider.postgres.dump.Passing;
import vektra.provider.postgres.dump.Script;
import vektra.provider.postgres.dump.Toc;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Carries all data of an add-on into an {@link DumpFile} and out of it, by pg_dump and pg_restore. */
public final class Dumps {
    public static final String DUMP = "pg_dump";
    public static final String RESTORE = "pg_restore";

    private final Admin admin;
    private final Names names;
    private final PostgresPrograms programs;

    Dumps(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
        this.programs = new PostgresPrograms(admin.server().software());
    }

    /** @param major what the program must be at least, such as 17 */
    void write(Courier courier, int major, DumpFile to) {
        // nearly as small as the default, in a third of the time
        write(courier, major, to, 1);
    }

    /** @param compress from 0, for a dump that is read at once, to 9 */
    void write(Courier courier, int major, DumpFile to, int compress) {
        List<String> format = List.of("--format=custom", "--compress=" + compress);
        dump(courier, major, format, printed -> printed.transferTo(to.out()));
    }

    /** Prints the SQL that makes all of it, without owners and privileges, which other servers do not know. */
    void print(Courier courier, int major, OutputStream to) {
        dump(courier, major, List.of("--format=plain", "--no-acl"), printed -> printed.transferTo(to));
    }

    private void dump(Courier courier, int major, List<String> format, Child.Hearing hearing) {
        courier.makeReadable();
        List<String> command = with(
                with(programs.atLeast(major, DUMP), format.toArray(String[]::new)),
                "--no-owner",
                "--encoding=UTF8",
                "--no-password",
                "--lock-wait-timeout=20s",
                "--role=" + courier.role());
        PostgresPrograms.child(new Client(command, courier.environment()))
                .run(InputStream.nullInputStream(), hearing, pulse());
    }

    /** Reads all of it, whatever version wrote it, and returns what it holds; anything damaged is UNAVAILABLE. */
    static Toc read(PostgresPrograms programs, DumpFile dump) {
        List<String> restore = programs.newest(RESTORE);
        Toc toc = toc(restore, dump);
        PostgresPrograms.child(new Client(with(restore, "--file=-"), Map.of()))
                .run(dump.in(), OutputStream.nullOutputStream(), () -> {});
        return toc;
    }

    /**
     * What a dump became where it was loaded.
     *
     * @param lost the first thing that differs, in words
     */
    private record Loaded(Contents contents, Optional<String> lost) {}

    /**
     * Loads a dump into a database that is empty, dumps or reads that again, and compares: what PostgreSQL's own programs carry
     * is all there, and is returned. What fails leaves a database that is good for nothing.
     */
    Holdings load(Courier courier, int major, DumpFile dump) {
        List<String> restore = programs.atLeast(major, RESTORE);
        Toc toc = toc(restore, dump);
        Passing passing = new Passing(new Names(toc.database()), names);
        new Extensions(admin, names).prepare(toc.extensions().isEmpty() ? Map.of() : extensions(restore, dump));
        int own = admin.ask(Session::major);
        Loaded loaded = programs.canDump(own)
                ? loaded(courier, own, passing, sent(courier, restore, dump, passing, Loading::finish))
                : sent(courier, restore, dump, passing, Dumps::rows);
        if (loaded.lost().isPresent()) {
            throw VektraException.unavailable(
                    "the loaded data differ from the dumped data: "
                            + loaded.lost().get(),
                    null,
                    null);
        }
        Failpoint.reached("postgres: dump compared");
        return Holdings.of(toc.words(), loaded.contents().parts());
    }

    private Loaded loaded(Courier courier, int major, Passing passing, Contents sent) {
        List<Contents> arrived = new ArrayList<>();
        dump(courier, major, List.of("--format=plain", "--create"), printed -> {
            arrived.add(Contents.of(new Script(printed, passing.arrived().renamed()), passing));
        });
        return new Loaded(arrived.get(0), sent.lost(arrived.get(0)));
    }

    /** Where no program of the server's version is here: statements had to succeed, rows are read again. */
    private static Loaded rows(Loading loading) {
        Contents sent = loading.finish();
        Contents arrived = loading.arrived();
        return new Loaded(arrived, sent.lostRows(arrived));
    }

    private <T> T sent(
            Courier courier, List<String> restore, DumpFile dump, Passing passing, Function<Loading, T> end) {
        return courier.in(session -> {
            Loading loading = new Loading(session, passing);
            section(restore, dump, "pre-data", loading::take);
            section(restore, dump, "data", loading::take);
            while (loading.refused()) {
                section(restore, dump, "data", loading::takeRefused);
            }
            section(restore, dump, "post-data", loading::take);
            T result = end.apply(loading);
            Failpoint.reached("postgres: dump loaded");
            return result;
        });
    }

    /** The extensions of a dump with the schemas that they are in. */
    private Map<String, String> extensions(List<String> restore, DumpFile dump) {
        Map<String, String> found = new TreeMap<>();
        section(restore, dump, "pre-data", sql -> found.putAll(Script.extensions(sql)));
        return found;
    }

    private void section(List<String> restore, DumpFile dump, String section, Child.Hearing hearing) {
        List<String> command = with(restore, "--file=-", "--create", "--no-owner", "--section=" + section);
        PostgresPrograms.child(new Client(command, Map.of())).run(dump.in(), hearing, pulse());
    }

    /** Asks the server now and then whether it still lives. */
    private Pulse pulse() {
        return new Pulse(
                () -> admin.ask(session -> session.column("SELECT 1")),
                Session.patience(admin.connector().timeout()));
    }

    /** Lists what the dump holds; a file that is none is UNAVAILABLE. */
    private static Toc toc(List<String> restore, DumpFile dump) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PostgresPrograms.child(new Client(with(restore, "--list"), Map.of())).run(dump.in(), said, () -> {});
        return Toc.of(said.toString(StandardCharsets.UTF_8));
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }
}
