package vektra.provider.mariadb;

import static vektra.provider.mariadb.session.Session.quoted;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vektra.model.Failpoint;
import vektra.model.addon.Holdings;
import vektra.model.addon.Part;
import vektra.model.service.Client;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;
import vektra.program.Child;
import vektra.program.Programs;
import vektra.program.Pulse;
import vektra.provider.mariadb.dump.Archive;
import vektra.provider.mariadb.dump.Contents;
import vektra.provider.mariadb.dump.Foreign;
import vektra.provider.mariadb.dump.Passing;
import vektra.provider.mariadb.dump.Script;
import vektra.provider.mariadb.dump.Script.Passage;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.Session;

/** Carries all data of an add-on into an {@link Archive} and out of it, by MariaDB's own programs. */
final class Dumps {
    private static final String DUMP = "mariadb-dump";
    private static final String LOAD = "mariadb";

    private static final String[] ALL = {
        "--single-transaction",
        "--skip-lock-tables",
        "--routines",
        "--triggers",
        "--events",
        "--no-tablespaces",
        "--skip-comments",
        "--skip-dump-date",
        "--max-allowed-packet=1G"
    };

    /** In its binary mode the client takes no commands of its own from the text, such as one that starts a program. */
    private static final String[] AS_WRITTEN = {"--batch", "--binary-mode", "--comments", "--max-allowed-packet=1G"};

    private static final Duration COUNTED_WITHIN = Duration.ofMinutes(30);

    private final Admin admin;
    private final Names names;

    Dumps(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    static void requirePrograms(Admin admin) {
        for (String program : List.of(DUMP, LOAD)) {
            command(admin, program);
        }
    }

    private static List<String> command(Admin admin, String program) {
        return new MariadbPrograms(admin.server().software())
                .find(program)
                .orElseThrow(() -> VektraException.unavailable(
                        "this machine has no " + program,
                        Programs.packaged("mariadb-client")
                                ? "apt-get install mariadb-client"
                                : "install MariaDB's client programs and put their folder on PATH",
                        null));
    }

    /** Writes all data, as they are at one moment. */
    void write(Archive archive) {
        try (Courier reader = Courier.reader(admin, names)) {
            dump(
                    reader,
                    text -> archive.write(packed -> {
                        packed.write(head().getBytes(StandardCharsets.UTF_8));
                        text.transferTo(packed);
                    }));
        }
        Failpoint.reached("mariadb: dump written");
    }

    /** What the dump program leaves out of a single database. */
    String head() {
        String collation = admin.ask(session -> session.one(
                "SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
                names.database()));
        return "ALTER DATABASE " + quoted(names.database()) + " COLLATE " + collation + ";\n";
    }

    /** Prints statements that any server of the kind takes: without accounts, and without what only new clients read. */
    void print(OutputStream to) {
        try (Courier reader = Courier.reader(admin, names)) {
            dump(reader, text -> Script.pass(Foreign.withoutSandbox(text), to, new Passage("", "")));
        }
    }

    private void dump(Courier reader, Child.Hearing hearing) {
        Client program = MariadbPrograms.client(command(admin, DUMP), reader.url(), ALL);
        MariadbPrograms.child(DUMP, program, reader.url()).run(InputStream.nullInputStream(), hearing, pulse());
    }

    /** The statements that make parts of the database anew, as the dump program writes them; of these tables only. */
    String definitions(List<String> options, List<String> tables) {
        StringBuilder all = new StringBuilder();
        try (Courier reader = Courier.reader(admin, names)) {
            Client whole = MariadbPrograms.client(command(admin, DUMP), reader.url(), options.toArray(String[]::new));
            List<String> command = new ArrayList<>(whole.command());
            // a name may look like an option
            command.add(command.size() - 1, "--");
            command.addAll(tables);
            MariadbPrograms.child(DUMP, new Client(command, whole.environment()), reader.url())
                    .run(
                            InputStream.nullInputStream(),
                            text -> all.append(new String(text.readAllBytes(), StandardCharsets.UTF_8)),
                            pulse());
        }
        return all.toString();
    }

    /** Reads all of it; anything damaged or cut off is UNAVAILABLE. */
    static Contents read(Archive archive) {
        Contents contents =
                archive.read(text -> Script.pass(text, OutputStream.nullOutputStream(), new Passage("", "")));
        if (!contents.whole()) {
            throw VektraException.unavailable("the dump is damaged: its end is missing", null, null);
        }
        return contents;
    }

    /**
     * Loads a dump into a database that is empty, counts the rows of each table there, and has the server sum them up; what
     * fails leaves it unfit.
     */
    Holdings load(Archive archive, String source) {
        try (Courier owner = Courier.owner(admin, names)) {
            Contents sent = archive.read(text -> load(owner, text, source));
            Failpoint.reached("mariadb: dump loaded");
            return Holdings.of(sent.words(), counted(owner, sent));
        }
    }

    /** Makes what the text says, in whatever is there. */
    void add(InputStream text, String source) throws IOException {
        try (Courier owner = Courier.owner(admin, names)) {
            load(owner, text, source);
        }
    }

    /** With the rights of an app: nothing in a dump reaches beyond its database. */
    private Contents load(Courier owner, InputStream text, String source) throws IOException {
        Client program = MariadbPrograms.client(command(admin, LOAD), owner.url(), AS_WRITTEN);
        Passing passing = Passing.start(text, new Passage(source, names.database()));
        MariadbPrograms.child(LOAD, program, owner.url()).run(passing.in(), OutputStream.nullOutputStream(), pulse());
        return passing.contents();
    }

    /** Not as the administrator: behind the name of a table may stand a view by now, and in it a function. */
    private Map<String, Part> counted(Courier owner, Contents sent) {
        Map<String, Part> parts = new TreeMap<>();
        try (Session session = admin.connector().open(owner.url()).within(COUNTED_WITHIN)) {
            for (Map.Entry<String, Long> table : sent.rows().entrySet()) {
                String count = session.one("SELECT COUNT(*) FROM " + quoted(table.getKey()));
                if (!count.equals(table.getValue().toString())) {
                    throw differ(
                            "the table " + table.getKey() + " has " + count + " rows instead of " + table.getValue());
                }
                String sum = Session.text(session.rows("CHECKSUM TABLE " + quoted(table.getKey()))
                        .get(0)
                        .get(1));
                parts.put("table " + table.getKey(), new Part(table.getValue(), "row", sum));
            }
            return parts;
        } catch (SQLException e) {
            throw admin.failures().of(e);
        }
    }

    /** Whether the database holds what the archive does, to the last byte of what the same program writes of it. */
    void compare(Archive archive, String source) {
        byte[] sent = archive.read(text -> digest(text, new Passage(source, names.database())));
        List<byte[]> arrived = new ArrayList<>();
        byte[] head = head().getBytes(StandardCharsets.UTF_8);
        try (Courier reader = Courier.reader(admin, names)) {
            dump(
                    reader,
                    text -> arrived.add(digest(
                            new SequenceInputStream(new ByteArrayInputStream(head), text),
                            new Passage(names.database(), names.database()))));
        }
        if (!Arrays.equals(sent, arrived.get(0))) {
            throw differ("their dumps are not the same");
        }
        Failpoint.reached("mariadb: dump compared");
    }

    private static byte[] digest(InputStream text, Passage passage) throws IOException {
        DigestOutputStream sum = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
        Script.pass(text, sum, passage);
        return sum.getMessageDigest().digest();
    }

    private static VektraException differ(String how) {
        return VektraException.unavailable("the loaded data differ from the dumped data: " + how, null, null);
    }

    /** Asks the server now and then whether it still lives. */
    private Pulse pulse() {
        return new Pulse(
                () -> admin.ask(session -> session.one("SELECT 1")),
                Session.patience(admin.connector().timeout()));
    }
}
