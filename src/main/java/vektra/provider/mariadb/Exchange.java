package vektra.provider.mariadb;

import static vektra.provider.mariadb.session.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.Session;

/**
 * Exchanges the tables of two databases by one statement, which the server does whole or not at all. What is defined
 * over them cannot be renamed; it is written down before, dropped, and made again afterwards, if need be by
 * {@link #settle} after a crash.
 */
final class Exchange {
    /** The administrator's own. */
    private static final String NOTES = "vektra";

    private static final String TABLES = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
            + " AND TABLE_TYPE <> 'VIEW' ORDER BY 1";

    private static final String TABLE = quoted(NOTES) + ".exchanges";

    private static final String FORM = " (name VARCHAR(64) PRIMARY KEY, mark VARCHAR(64), own LONGTEXT,"
            + " other VARCHAR(64), others LONGTEXT) ENGINE=InnoDB CHARACTER SET utf8mb4";

    private final Admin admin;
    private final Names one;
    private final Names other;

    Exchange(Admin admin, Names one, Names other) {
        this.admin = admin;
        this.one = one;
        this.other = other;
    }

    void make() {
        settle(admin, one);
        settle(admin, other);
        AddonDatabase ofOne = new AddonDatabase(admin, one);
        AddonDatabase ofOther = new AddonDatabase(admin, other);
        ofOne.shut();
        ofOther.shut();
        String own = new Definitions(admin, one).text();
        String others = new Definitions(admin, other).text();
        admin.run(session -> {
            note(session, own, others);
            Failpoint.reached("mariadb: exchange noted");
            new Definitions(admin, one).drop(session);
            new Definitions(admin, other).drop(session);
            Failpoint.reached("mariadb: definitions dropped");
            session.run(renaming(session));
            Failpoint.reached("mariadb: tables exchanged");
            return true;
        });
        settle(admin, other);
        settle(admin, one);
        ofOne.admit();
        ofOther.admit();
    }

    /** The table whose name shows, together with all others, whether the exchange was made. */
    private String mark(String word) {
        return quoted(NOTES) + "." + quoted(word + one.database());
    }

    private void note(Session session, String own, String others) throws SQLException {
        session.run("CREATE DATABASE IF NOT EXISTS " + quoted(NOTES));
        session.run("CREATE TABLE IF NOT EXISTS " + TABLE + FORM);
        session.run("DROP TABLE IF EXISTS " + mark("made_"));
        session.run("CREATE TABLE IF NOT EXISTS " + mark("wanted_") + " (n INT)");
        session.change(
                "REPLACE INTO " + TABLE + " VALUES (?, ?, ?, ?, ?), (?, ?, ?, ?, ?)",
                one.database(),
                one.database(),
                own,
                other.database(),
                others,
                other.database(),
                one.database(),
                others,
                one.database(),
                own);
    }

    /** All tables of both, by way of the administrator's database. */
    private String renaming(Session session) throws SQLException {
        List<String> steps = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (String table : session.column(TABLES, one.database())) {
            String between = mark("between_" + back.size() + "_");
            steps.add(at(one, table) + " TO " + between);
            back.add(between + " TO " + at(other, table));
        }
        for (String table : session.column(TABLES, other.database())) {
            steps.add(at(other, table) + " TO " + at(one, table));
        }
        steps.addAll(back);
        steps.add(mark("wanted_") + " TO " + mark("made_"));
        return "RENAME TABLE " + String.join(", ", steps);
    }

    private static String at(Names names, String table) {
        return quoted(names.database()) + "." + quoted(table);
    }

    /** Makes again what an exchange has dropped in a database; nothing to do is no error. */
    static void settle(Admin admin, Names names) {
        List<List<@Nullable String>> noted = admin.run(session -> isTable(session, "exchanges")
                ? session.rows("SELECT mark, own, other, others FROM " + TABLE + " WHERE name = ?", names.database())
                : List.of());
        for (List<@Nullable String> note : noted) {
            boolean made = admin.run(session -> isTable(session, "made_" + note.get(0)));
            if (made) {
                new Definitions(admin, names).replace(Session.text(note.get(3)), Session.text(note.get(2)));
            } else {
                new Definitions(admin, names).replace(Session.text(note.get(1)), names.database());
            }
            Failpoint.reached("mariadb: definitions made");
            admin.run(session -> forget(session, names));
        }
    }

    /** Whether something of a database is written down that has to be made again. */
    static boolean isNoted(Session session, Names names) throws SQLException {
        return isTable(session, "exchanges")
                && session.exists("SELECT 1 FROM " + TABLE + " WHERE name = ?", names.database());
    }

    private static boolean isTable(Session session, String table) throws SQLException {
        return session.exists(
                "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?", NOTES, table);
    }

    /** What was noted of a database; its mark goes once neither of both needs it. */
    static boolean forget(Session session, Names names) throws SQLException {
        if (!isTable(session, "exchanges")) {
            return false;
        }
        List<String> marks = session.column("SELECT mark FROM " + TABLE + " WHERE name = ?", names.database());
        session.change("DELETE FROM " + TABLE + " WHERE name = ?", names.database());
        Failpoint.reached("mariadb: exchange forgotten");
        for (String mark : marks) {
            if (!session.exists("SELECT 1 FROM " + TABLE + " WHERE mark = ?", mark)) {
                for (String word : List.of("made_", "wanted_")) {
                    session.run("DROP TABLE IF EXISTS " + quoted(NOTES) + "." + quoted(word + mark));
                }
            }
        }
        if (!session.exists("SELECT 1 FROM " + TABLE)) {
            session.run("DROP TABLE " + TABLE); // the next Vektra may want another form of it
        }
        return !marks.isEmpty();
    }
}
