package vektra.provider.mariadb.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.provider.mariadb.dump.Script.Passage;

class ScriptTest {
    private static String passed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Script.pass(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), out, new Passage("before", "after"));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Long> rows(String text) throws IOException {
        return Script.pass(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        new Passage("", ""))
                .rows();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE DEFINER=`a`@`%` PROCEDURE p() | CREATE PROCEDURE p()",
                "/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */ | /*!50013 SQL SECURITY DEFINER */",
                "/*!50017 DEFINER=`x``y`@`h`*/ | /*!50017 DEFINER=`x``y`@`h`*/",
                "/*!50017 DEFINER=`x`@`h`*/ /*!50003 TRIGGER | /*!50017 */ /*!50003 TRIGGER",
                "CREATE definer = 'a'@'b' VIEW v | CREATE VIEW v",
                "DEFINER=CURRENT_USER VIEW | DEFINER=CURRENT_USER VIEW",
                "VALUES ('DEFINER=`a`@`b` before') | VALUES ('DEFINER=`a`@`b` before')",
                "VALUES ('\\'', \"DEFINER=`a`@`b`\") | VALUES ('\\'', \"DEFINER=`a`@`b`\")",
                "VALUES ('it''s DEFINER=`a`@`b`') | VALUES ('it''s DEFINER=`a`@`b`')",
                "ALTER DATABASE `before` COLLATE x | ALTER DATABASE `after` COLLATE x",
                "FROM before.t, `before`.`t` | FROM after.t, `after`.`t`",
                "FROM beforehand, `before2`, 'before' | FROM beforehand, `before2`, 'before'",
                "COLLATE=utf8mb4_0900_ai_ci | COLLATE=utf8mb4_uca1400_ai_ci",
                "COLLATE utf8mb4_0900_as_cs '0900 utf8mb4_0900_ai_ci' | COLLATE utf8mb4_uca1400_ai_ci '0900 utf8mb4_0900_ai_ci'",
                "/* DEFINER=`a`@`b` it's */ 'before' before | /* DEFINER=`a`@`b` it's */ 'before' after",
                "/*/ it's */ before | /*/ it's */ after",
                "SELECT a--1, 'before', before | SELECT a--1, 'before', after",
                "`über` before 'ü' | `über` after 'ü'"
            })
    void accounts_and_names_are_replaced_where_they_are_no_data(String text, String expected) throws IOException {
        assertThat(passed(text)).isEqualTo(expected);
    }

    @Test
    void a_backslash_is_no_sign_where_the_mode_says_so() throws IOException {
        String body = "CREATE DEFINER=`a`@`b` FUNCTION f() RETURN 'x\\' ;;\n";
        assertThat(passed("/*!50003 SET sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES' */ ;\n" + body
                        + "/*!50003 SET sql_mode = @saved_sql_mode */ ;\n'\\' before' before"))
                .contains("CREATE FUNCTION f()")
                .endsWith("'\\' before' after");
    }

    @Test
    void what_follows_a_dash_comment_is_read_on() throws IOException {
        assertThat(passed("-- it's\nbefore # don't\nbefore")).isEqualTo("-- it's\nafter # don't\nafter");
    }

    @Test
    void rows_are_counted_in_whatever_way_they_are_inserted() throws IOException {
        assertThat(rows("CREATE TABLE `a` (\n  `x` int DEFAULT (1 + 2)\n);\n"
                        + "INSERT INTO `a` VALUES\n(1,'(;'),\n(2,POINT(1,2));\nINSERT INTO `a` (`x`) VALUES (3);\n"
                        + "CREATE TABLE IF NOT EXISTS `e``mpty` (x int);\n"
                        + "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN\nINSERT INTO `a` VALUES (1);\nEND ;;\nDELIMITER ;\n"
                        + "INSERT INTO `a` VALUES (4),(5);\n"))
                .isEqualTo(Map.of("a", 5L, "e`mpty", 0L));
    }
}
