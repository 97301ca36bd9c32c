package vektra.provider.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.Client;
import vektra.model.Failpoint;
import vektra.model.VektraException;

/** Carries all data of an add-on into an {@link Archive} and out of it, by pg_dump and pg_restore. */
final class Dumps {
    private static final String DUMP = "pg_dump";
    private static final String RESTORE = "pg_restore";

    private final Admin admin;
    private final Names names;
    private final Programs programs;

    Dumps(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
        this.programs = new Programs(admin.server().software());
    }

    /** Refuses what this machine has no programs for. */
    static void require(Admin admin) {
        Programs programs = new Programs(admin.server().software());
        int major = admin.ask(Session::major);
        programs.atLeast(major, DUMP);
        programs.atLeast(major, RESTORE);
    }

    /** @param major what the program must be at least, such as 17 */
    void write(Courier courier, int major, Archive to) {
        List<String> command = with(
                programs.atLeast(major, DUMP),
                "--format=custom",
                // nearly as small as the default, in a third of the time
                "--compress=1",
                "--no-owner",
                "--no-acl",
                "--no-password",
                "--lock-wait-timeout=20s",
                "--role=" + names.owner());
        new Child(new Client(command, courier.environment()))
                .run(InputStream.nullInputStream(), to.out(), new Pulse(admin));
    }

    /** Reads all of it, whatever version wrote it, and returns what it holds; anything damaged is UNAVAILABLE. */
    static Toc read(Programs programs, Archive dump) {
        List<String> restore = programs.newest(RESTORE);
        Toc toc = toc(restore, dump);
        new Child(new Client(with(restore, "--file=-"), Map.of()))
                .run(dump.in(), OutputStream.nullOutputStream(), () -> {});
        return toc;
    }

    /** Into a database that is empty, all or nothing. */
    void load(Courier courier, int major, Archive dump) {
        List<String> restore = programs.atLeast(major, RESTORE);
        Toc toc = toc(restore, dump);
        List<String> there = new Extensions(admin, names).prepare(toc.extensions());
        List<String> command = with(
                restore,
                "--single-transaction",
                "--exit-on-error",
                "--no-owner",
                "--no-acl",
                "--no-password",
                "--role=" + names.owner(),
                "--dbname=" + names.database());
        Path list = there.isEmpty() ? null : written(toc.without(there));
        try {
            new Child(new Client(list == null ? command : with(command, "--use-list=" + list), courier.environment()))
                    .run(dump.in(), OutputStream.nullOutputStream(), new Pulse(admin));
        } finally {
            forget(list);
        }
        Failpoint.reached("postgres: dump loaded");
        courier.in(session -> {
            session.run("ANALYZE"); // else its first queries are planned blindly
            return true;
        });
    }

    private static Toc toc(List<String> restore, Archive dump) {
        return dump.toc(new Child(new Client(with(restore, "--list"), Map.of())));
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }

    private static Path written(Toc toc) {
        try {
            return Files.write(Files.createTempFile("vektra-", ".list"), toc.lines());
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "a list of what to restore cannot be written: " + e.getMessage(), null, e);
        }
    }

    private static void forget(@Nullable Path list) {
        try {
            if (list != null) {
                Files.deleteIfExists(list);
            }
        } catch (IOException e) {
            // whoever cleans the folder of temporary files does
        }
    }
}
