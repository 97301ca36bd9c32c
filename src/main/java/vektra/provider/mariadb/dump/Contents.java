package vektra.provider.mariadb.dump;

import java.util.Map;
import java.util.TreeMap;
import vektra.model.text.Shown;

/** What a dump holds: counted while its statements pass. */
public final class Contents {
    private final Map<String, Long> rows = new TreeMap<>();
    private boolean inRoutine;
    private boolean ended;
    private Place place = Place.ELSEWHERE;
    private String before = "";
    private String table = "";
    private int depth;

    private enum Place {
        ELSEWHERE,
        CREATE,
        CREATE_TABLE,
        DROP,
        DROP_TABLE,
        INSERT,
        INSERT_INTO,
        VALUES
    }

    /** The rows of each table. */
    public Map<String, Long> rows() {
        return rows;
    }

    /** Whether the last statement was there, which gives the session the setting back that the first has changed. */
    public boolean whole() {
        return ended;
    }

    public String words() {
        return Shown.counted(rows.size(), "table");
    }

    /** Between two changes of the delimiter stand statements of the app's, not of the dump. */
    void routine(boolean begins) {
        inRoutine = begins;
        place = Place.ELSEWHERE;
    }

    void word(String word, boolean startsLine) {
        if (inRoutine) {
            return;
        }
        ended |= word.equals("OLD_SQL_NOTES") && before.equals("SQL_NOTES");
        before = word;
        if (startsLine && place != Place.VALUES) {
            place = switch (word) {
                case "CREATE" -> Place.CREATE;
                case "DROP" -> Place.DROP;
                case "INSERT", "REPLACE" -> Place.INSERT;
                default -> Place.ELSEWHERE;
            };
        } else if (place == Place.CREATE) {
            place = word.equals("TABLE") ? Place.CREATE_TABLE : word.equals("SEQUENCE") ? place : Place.ELSEWHERE;
        } else if (place == Place.DROP) {
            place = word.equals("TABLE") ? Place.DROP_TABLE : Place.ELSEWHERE;
        } else if (place == Place.INSERT_INTO && word.equals("VALUES")) {
            place = Place.VALUES;
            depth = 0;
        }
    }

    void name(String name) {
        if (inRoutine) {
            return;
        }
        if (place == Place.CREATE_TABLE) {
            rows.putIfAbsent(name, 0L);
            place = Place.ELSEWHERE;
        } else if (place == Place.DROP_TABLE) {
            rows.remove(name); // it stood for a view until all tables were there
            place = Place.ELSEWHERE;
        } else if (place == Place.INSERT) {
            table = name;
            place = Place.INSERT_INTO;
        }
    }

    /** Each pair of parentheses after VALUES is a row. */
    void sign(int c) {
        if (place != Place.VALUES) {
            return;
        }
        if (c == '(') {
            if (depth++ == 0) {
                rows.merge(table, 1L, Long::sum);
            }
        } else if (c == ')') {
            depth--;
        } else if (c == ';' && depth == 0) {
            place = Place.ELSEWHERE;
        }
    }
}
