package vektra.provider.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The SQL of a dump is cut where PostgreSQL would, whatever an app has put into it. */
class ScriptTest {
    private static Script script(String text, Map<String, String> renamed) {
        return new Script(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), renamed);
    }

    private static List<String> statements(String text, Map<String, String> renamed) throws IOException {
        Script script = script(text, renamed);
        List<String> all = new ArrayList<>();
        for (Script.Statement next = script.next(); next != null; next = script.next()) {
            all.add(next.sql());
        }
        return all;
    }

    @Test
    void a_semicolon_ends_a_statement_only_where_it_is_no_part_of_one() throws IOException {
        List<String> each = List.of(
                "SELECT ';', E'\\';', \"a;\"\"b\", 'it''s;'",
                "SELECT $$ ; $$, $tag$ $$; $tag$, $1",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END",
                "SELECT 'two\n-- Name: x; Type: TABLE; Schema: y; Owner: z\n\n\\! lines;'",
                "SELECT 1");
        assertThat(statements(String.join(";\n\n", each) + ";\n", Map.of())).isEqualTo(each);
        assertThat(statements("SELECT 1; SELECT 2; \n-- SELECT 3;\nSELECT /* ; */ 4;\n", Map.of()))
                .containsExactly("SELECT 1", "SELECT 2", "SELECT  4");
    }

    @Test
    void commands_to_psql_are_no_statements() throws IOException {
        assertThat(statements("\\restrict x\n\n\\! touch here\nSELECT 1;\n\\connect other\n", Map.of()))
                .containsExactly("SELECT 1");
    }

    @Test
    void roles_get_other_names_and_nothing_else_does() throws IOException {
        assertThat(statements(
                        "GRANT SELECT ON s.a_owner TO a_owner;\nREVOKE ALL ON t FROM \"a_owner\";\n"
                                + "SELECT 'a_owner', $$a_owner$$, a_owner_2;\n",
                        Map.of("a_owner", "b-owner")))
                .containsExactly(
                        "GRANT SELECT ON s.a_owner TO \"b-owner\"",
                        "REVOKE ALL ON t FROM \"b-owner\"",
                        "SELECT 'a_owner', $$a_owner$$, a_owner_2");
    }

    @Test
    void rows_follow_their_statement_as_they_are() throws IOException {
        Script script = script(
                "-- Data for Name: t; Type: TABLE DATA; Schema: s; Owner: -\n\nCOPY s.t (a) FROM stdin;\n;\n\n-- x\n\\N\n\\.\n\n"
                        + "SELECT 1;\n",
                Map.of());
        Script.Statement copy = script.next();
        assertThat(copy.hasRows()).isTrue();
        assertThat(copy.entry()).hasToString("table data s.t");
        List<String> rows = new ArrayList<>();
        for (byte[] row = script.row(); row != null; row = script.row()) {
            rows.add(new String(row, StandardCharsets.UTF_8));
        }
        assertThat(rows).containsExactly(";", "", "-- x", "\\N");
        assertThat(script.row()).isNull();
        assertThat(script.next().sql()).isEqualTo("SELECT 1");
        assertThat(script.next()).isNull();
    }

    @Test
    void a_sum_over_rows_knows_each_value_and_no_order() {
        assertThat(sum("a, b", "1\t2", "3\t4"))
                .isEqualTo(sum("a, b", "3\t4", "1\t2"))
                .isEqualTo(sum("b, a", "2\t1", "4\t3"))
                .isNotEqualTo(sum("a, b", "1\t4", "3\t2"))
                .isNotEqualTo(sum("a, b", "1\t2"))
                .isNotEqualTo(sum("a, b", "2\t1", "3\t4"));
    }

    private static String sum(String columns, String... rows) {
        Rows sum = new Rows("COPY s.t (" + columns + ") FROM stdin");
        for (String row : rows) {
            sum.add(row.getBytes(StandardCharsets.UTF_8));
        }
        return sum.part().toString();
    }
}
