package vektra.provider.mariadb;

import static vektra.provider.mariadb.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;

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

    private static final String FORM = "(name VARCHAR(64) PRIMARY KEY, own LONGTEXT, other VARCHAR(64),"
            + " others LONGTEXT) ENGINE=InnoDB CHARACTER SET utf8mb4";

    private final Admin admin;
    private final Names one;
    private final Names other;

    Exchange(Admin admin, Names one, Names other) {
        this.admin = admin;
        this.one = one;
        this.other = other;
    }

    /** The table whose name tells, together with all others, whether the exchange was made. */
    private static String mark(String word, Names names) {
        return quoted(NOTES) + "." + quoted(word + "_" + names.database());
    }

    void make() {
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
        new Definitions(admin, other).replace(own, one.database());
        settle();
        ofOne.admit();
        ofOther.admit();
    }

    private void note(Session session, String own, String others) throws SQLException {
        session.run("CREATE DATABASE IF NOT EXISTS " + quoted(NOTES));
        session.run("CREATE TABLE IF NOT EXISTS " + quoted(NOTES) + ".exchanges " + FORM);
        session.run("DROP TABLE IF EXISTS " + mark("made", one));
        session.run("CREATE TABLE IF NOT EXISTS " + mark("wanted", one) + " (n INT)");
        session.change(
                "REPLACE INTO " + quoted(NOTES) + ".exchanges VALUES (?, ?, ?, ?)",
                one.database(),
                own,
                other.database(),
                others);
    }

    /** All tables of both, by way of the administrator's database. */
    private String renaming(Session session) throws SQLException {
        List<String> steps = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (String table : session.column(TABLES, one.database())) {
            String between = quoted(NOTES) + "." + quoted("between_" + back.size() + "_" + one.database());
            steps.add(at(one, table) + " TO " + between);
            back.add(between + " TO " + at(other, table));
        }
        for (String table : session.column(TABLES, other.database())) {
            steps.add(at(other, table) + " TO " + at(one, table));
        }
        steps.addAll(back);
        steps.add(mark("wanted", one) + " TO " + mark("made", one));
        return "RENAME TABLE " + String.join(", ", steps);
    }

    private static String at(Names names, String table) {
        return quoted(names.database()) + "." + quoted(table);
    }

    /** Makes again what an exchange has dropped in the first of both; nothing to do is no error. */
    void settle() {
        List<List<@Nullable String>> noted = admin.run(session -> AddonDatabase.exists(session, NOTES)
                ? session.rows(
                        "SELECT own, other, others FROM " + quoted(NOTES) + ".exchanges WHERE name = ?",
                        one.database())
                : List.of());
        for (List<@Nullable String> note : noted) {
            boolean made = admin.run(session -> session.exists(
                    "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                    NOTES,
                    "made_" + one.database()));
            String text = Session.text(note.get(made ? 2 : 0));
            new Definitions(admin, one).replace(text, made ? Session.text(note.get(1)) : one.database());
            Failpoint.reached("mariadb: definitions made");
            forget();
        }
    }

    private void forget() {
        admin.run(session -> {
            session.change("DELETE FROM " + quoted(NOTES) + ".exchanges WHERE name = ?", one.database());
            session.run("DROP TABLE IF EXISTS " + mark("made", one) + ", " + mark("wanted", one));
            return true;
        });
    }
}
